/** What `history` is asked to do, and with which history. */
import { usageError } from '../../model/errors.js';
import { notAmong, oneOf } from '../parse-values.js';
import type { RawOptions } from '../raw-options.js';
import { findJob } from './find-job.js';
import type { Job } from './job.js';
import { loadJob } from './job-file.js';
import { waitOf } from './run-request.js';

/** What can be done, and the formats that each has; the first is the default. */
export const HISTORY_ACTIONS = {
  info: ['text', 'json'],
  query: ['table', 'csv', 'ndjson'],
  export: ['parquet', 'csv'],
  import: [],
  prune: [],
  verify: [],
} as const;
export type HistoryAction = keyof typeof HISTORY_ACTIONS;
const ACTION_NAMES = Object.keys(HISTORY_ACTIONS) as HistoryAction[];

export interface HistoryRequest {
  readonly action: HistoryAction;
  /** Of `query`, else empty. */
  readonly sql: string;
  /** Of `import`, else empty. */
  readonly operands: readonly string[];
  /** How long to wait for a run to end, in milliseconds. */
  readonly wait: number;
  /** Null where the history itself is named. */
  readonly job: Job | null;
  /** The history. */
  readonly file: string;
}

/**
 * @param now epoch milliseconds
 * @throws LogscanError `usage`
 */
export async function historyRequest(raw: RawOptions, now: number): Promise<HistoryRequest> {
  const [word, ...rest] = raw.operands;
  const action = ACTION_NAMES.find((each) => each === word);
  if (action === undefined) throw notAmong({ label: 'history', text: word ?? '' }, ACTION_NAMES);
  refuseOtherWords(action, rest.length);
  const wait = waitOf(raw);
  const [history, config] = [raw.value('history'), raw.value('config')];
  if (history !== null && config !== null) throw usageError('history: expected --config or --history; got both');
  const job = history === null ? await loadJob(config?.text ?? findJob(), now) : null;
  const file = job === null ? history!.text : job.history;
  const [sql, operands] = action === 'import' ? ['', rest] : [rest[0] ?? '', []];
  return { action, sql, operands, wait, job, file };
}

function refuseOtherWords(action: HistoryAction, words: number): void {
  const isRight = action === 'import' ? words > 0 : words === (action === 'query' ? 1 : 0);
  if (isRight) return;
  const expected = { import: 'at least one FILE', query: 'one query in quotes' }[action as string] ?? 'nothing more';
  throw usageError(`history ${action}: expected ${expected}; got ${words} words`);
}

/** `--format`, of those that an action has. @throws LogscanError `usage` */
export function historyFormat<A extends 'info' | 'query' | 'export'>(
  raw: RawOptions,
  action: A,
): (typeof HISTORY_ACTIONS)[A][number] {
  const formats: readonly (typeof HISTORY_ACTIONS)[A][number][] = HISTORY_ACTIONS[action];
  const given = raw.value('format');
  return given === null ? formats[0]! : oneOf(given, formats);
}
