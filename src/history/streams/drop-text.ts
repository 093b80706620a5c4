/** Removes a text from the counts, so that it can be counted again. */

import { markStale } from '../counts/stale.js';
import type { Database } from '../store/database.js';

/** Sums of some texts' rows; `where` picks them in `counts`, `reads` and `untimed` alike. */
export async function sumsOf(
  db: Database,
  where: string,
): Promise<{ lines: number; bytes: number; matched: number; events: number }> {
  const [row] = await db.rows<{ lines: number; bytes: number; matched: number; events: number }>(
    `SELECT coalesce(sum(lines), 0)::BIGINT AS lines, coalesce(sum(bytes), 0)::BIGINT AS bytes,
       coalesce(sum(matched), 0)::BIGINT AS matched, coalesce(sum(n), 0)::BIGINT AS events
     FROM (SELECT lines, bytes, matched, 0 AS n FROM reads WHERE ${where}
           UNION ALL SELECT lines, bytes, matched, n FROM untimed WHERE ${where}
           UNION ALL SELECT 0, 0, 0, n FROM counts WHERE ${where})`,
  );
  return row!;
}

/**
 * Removes everything that is stored under one text. What it added to counts without a text stays until `replaceShared`.
 * Part of the caller's transaction.
 * @param id of the text
 */
export async function dropText(db: Database, id: number): Promise<void> {
  const its = `stream_id = ${id}`;
  await markStale(db, its);
  const { matched, events } = await sumsOf(db, its);
  // How much of it was read is known exactly, even where its older counts were dropped.
  await db.run(
    `UPDATE logs SET lines = logs.lines - t.lines, bytes = logs.bytes - t.bytes, matched = logs.matched - ${matched},
       events = events - ${events}
     FROM (SELECT streams.log_id, streams.lines - overlap_lines - coalesce(shared.lines, 0) AS lines,
             position - overlap_bytes - coalesce(shared.bytes, 0) AS bytes
           FROM streams LEFT JOIN shared ON shared.stream_id = streams.id WHERE streams.id = ${id}) t
     WHERE logs.id = t.log_id`,
  );
  for (const table of ['counts', 'reads', 'untimed']) await db.run(`DELETE FROM ${table} WHERE ${its}`);
}
