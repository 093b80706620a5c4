/** What a history has counted of a `LogFolder`, held against what was written. */
import { History } from '../../../src/history/history.js';
import { verify } from '../../../src/history/verify.js';
import { lineOf } from './log-folder.js';

export interface Counted {
  /** How often each line was counted, by its number. */
  readonly lines: ReadonlyMap<number, number>;
  /** Reasons of the gaps that are open. */
  readonly gaps: readonly string[];
  /** What `history verify` finds. */
  readonly problems: readonly string[];
}

export async function countedIn(file: string): Promise<Counted> {
  const history = await History.read(file, { wait: 0, warn: () => {} });
  try {
    const rows = await history.db.rows<{ minute: number; n: number }>(
      'SELECT epoch_ms(begins) AS minute, sum(n)::INTEGER AS n FROM minute_counts GROUP BY begins',
    );
    const gaps = await history.db.rows<{ reason: string }>('SELECT reason FROM gaps ORDER BY reason');
    return {
      lines: new Map(rows.map(({ minute, n }) => [lineOf(minute), n])),
      gaps: gaps.map(({ reason }) => reason),
      problems: await verify(history.db),
    };
  } finally {
    history.close();
  }
}

export interface Expected {
  /** Lines that the job could have found, by their numbers. */
  readonly written: ReadonlySet<number>;
  /** Those of them that must have been counted: they are on the disk, or were there when a run looked in peace. */
  readonly kept: ReadonlySet<number>;
  /** Lines whose end may still come. */
  readonly waiting: ReadonlySet<number>;
  /** Lines that are gone, and that are counted, or said to be missing: see `Watch`. */
  readonly lost: ReadonlySet<number>;
  /** Lines from this one on were written after a run had last told of a gap or a failure. */
  readonly saidUpTo: number;
}

/** What is wrong, one line each; empty where each line counts once, or it is said that some are missing. */
export function differences(
  { lines, problems }: Counted,
  { written, kept, waiting, lost, saidUpTo }: Expected,
): string[] {
  const all = [...written].sort((a, b) => a - b);
  const missing = all.filter((n) => !lines.has(n));
  return [
    ...about(
      all.filter((n) => lines.get(n)! > 1),
      'counted more than once',
    ),
    ...about(
      missing.filter((n) => kept.has(n)),
      'not counted, though still there',
    ),
    ...about(
      missing.filter((n) => lost.has(n) && !kept.has(n) && !waiting.has(n) && n >= saidUpTo),
      'not counted, and nothing says so',
    ),
    ...about(
      [...lines.keys()].filter((n) => !written.has(n)),
      'counted, and never written',
    ),
    ...problems,
  ];
}

function about(lines: readonly number[], what: string): string[] {
  return lines.length === 0 ? [] : [`${lines.length} of the lines ${spans(lines)}: ${what}`];
}

/** `3-7 12`. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
