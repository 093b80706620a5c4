/**
 * Counts again, by the current rules, what is still on the disk, and reports what it did. All in one transaction: if it
 * is killed or fails in the middle, the history is as it was.
 */

import type { History } from '../history/history.js';
import type { Database } from '../history/store/database.js';
import type { KnownStreams } from '../history/streams/known-streams.js';
import { replaceShared } from '../history/streams/replace-shared.js';
import { LogscanError } from '../model/errors.js';
import { RULES_EDITION } from '../model/rules-edition.js';
import { plural } from '../text/words.js';
import { editionsText, momentText } from './edition-notes.js';
import type { LogReader, ReadResult } from './read/reader.js';
import type { ReplacedCounts } from './read/replaced-counts.js';

export interface RereadContext {
  readonly known: KnownStreams;
  readonly replaced: ReplacedCounts;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly progress: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly shown: (name: string) => string;
}

class Interrupted extends Error {}

/** @throws LogscanError `input` where a text could not be read again as far as it was counted; nothing is changed then */
export async function countAgain(
  { db, zone }: History,
  reader: LogReader,
  { known, replaced, signal, now, progress, warn, shown }: RereadContext,
): Promise<ReadResult> {
  const before = await totals(db);
  const { lastId } = known;
  let said: string[] = [];
  const act = async (): Promise<ReadResult> => {
    const read = await reader.read();
    if (signal.aborted) throw new Interrupted();
    const [text] = replaced.unfinished(known);
    if (text !== undefined) {
      const end = known.get(text.id)?.position ?? 0;
      throw new LogscanError(
        'input',
        `${text.log}: could be read again to byte ${end} only, was counted to byte ${text.position}: nothing was changed`,
      );
    }
    await replaceShared(db, [...replaced.texts.keys()], now());
    const kept = `stream_id <= ${lastId} AND NOT list_contains([${[...replaced.texts.keys()].join(', ')}]::INTEGER[], stream_id)`;
    const files = `${read.files} ${plural(read.files, 'file')}`;
    said = [
      `counted anew with edition ${RULES_EDITION} of the rules: ${counted(replaced.texts.size, 'text')} in ${files}`,
      ...changesText(before, await totals(db)),
      ...[...replaced.shorter.values()].map(
        ({ name, bytes, counted: all }) =>
          `  ${shown(name)}: not counted anew: it has ${bytes} of the ${all} bytes that were counted`,
      ),
      ...(await keptIn(db, kept)).map(
        ({ name, editions, lines, events, first, last }) =>
          `  ${name}: kept as counted with ${editionsText(editions)}: ${counted(lines, 'line')}, ${counted(events, 'event')}` +
          `${first === null ? '' : ` from ${momentText(first, zone)} to ${momentText(last!, zone)}`}, of texts that are gone or could not be read`,
      ),
    ];
    return read;
  };
  try {
    const read = await db.transaction(act);
    for (const line of said) progress(line);
    return read;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    warn('interrupted: nothing was counted anew');
    const none = { bytes: 0, lines: 0, events: 0, untimed: 0 };
    const failures = new Map<string, string>();
    return { totals: none, changed: null, failures, gaps: [], notices: [], isSettled: false, files: 0, filesRead: 0 };
  }
}

interface Totals {
  readonly lines: number;
  readonly events: number;
}

async function totals(db: Database): Promise<Map<string, Totals>> {
  const rows = await db.rows<Totals & { name: string }>('SELECT name, lines, events FROM logs ORDER BY name');
  return new Map(rows.map((row) => [row.name, row]));
}

function changesText(before: ReadonlyMap<string, Totals>, after: ReadonlyMap<string, Totals>): string[] {
  return [...after].map(([name, now]) => {
    const then = before.get(name) ?? { lines: 0, events: 0 };
    return `  ${name}: ${counted(now.lines, 'line')} (before: ${then.lines}), ${counted(now.events, 'event')} (before: ${then.events})`;
  });
}

export interface Kept {
  /** Of the log. */
  readonly name: string;
  readonly editions: readonly number[];
  readonly lines: number;
  readonly events: number;
  /** Times of the first and the last event, null where none has one. */
  readonly first: number | null;
  readonly last: number | null;
}

/** What is stored of some texts, by log; `where` picks rows of `counts`, `reads` and `untimed` alike. */
async function keptIn(db: Database, where: string): Promise<Kept[]> {
  const rows = await db.rows<Omit<Kept, 'editions'> & { editions: string }>(
    `SELECT name, string_agg(DISTINCT edition::VARCHAR, ' ' ORDER BY edition::VARCHAR) AS editions, sum(k.lines)::BIGINT AS lines,
       sum(n)::BIGINT AS events, epoch_ms(min(first)) AS first, epoch_ms(max(last)) AS last
     FROM (SELECT log_id, edition, lines, 0 AS n, NULL::TIMESTAMP AS first, NULL::TIMESTAMP AS last FROM reads WHERE ${where}
           UNION ALL SELECT log_id, edition, lines, n, NULL, NULL FROM untimed WHERE ${where}
           UNION ALL SELECT log_id, edition, 0, n, first_seen, last_seen FROM counts WHERE ${where}) k
       JOIN logs ON logs.id = log_id
     GROUP BY name ORDER BY name`,
  );
  return rows.map(({ editions, ...row }) => ({ ...row, editions: editions.split(' ').map(Number) }));
}

function counted(n: number, what: string): string {
  return `${n} ${plural(n, what)}`;
}
