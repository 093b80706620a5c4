/**
 * Gaps: parts of logs that may never have been counted, because a text disappeared before it was read to its end. If
 * the text comes back, its gap is removed.
 */

import { DAY_MS } from '../model/calendar.js';
import type { Period } from '../time/period.js';
import type { Changes, Gap } from './changes.js';
import { widenStale } from './counts/stale.js';
import type { Database } from './store/database.js';
import { logIds } from './store/ids.js';

/** A gap without a beginning counts in reports from this long before its end, in milliseconds. */
const UNKNOWN_MS = 7 * DAY_MS;

/** Adds the gaps of missing texts. Part of the caller's transaction. */
export async function addGaps(db: Database, missing: Changes['missingStreams']): Promise<void> {
  for (const { id, gap } of missing) {
    if (gap === null) continue;
    const { log, begins, ends, reason } = gap;
    const ids = await logIds(db, [log]);
    const from = begins === null ? 'NULL' : `epoch_ms(${Math.floor(begins)})`;
    await db.run(`INSERT INTO gaps VALUES (${ids.get(log)!}, ${id}, ${from}, epoch_ms(${Math.ceil(ends)}), ?)`, [
      reason,
    ]);
    await widenStale(db, { since: begins ?? ends - UNKNOWN_MS, until: ends });
  }
}

/** Removes the gaps of texts that are back. Part of the caller's transaction. */
export async function closeGaps(db: Database, streams: readonly { readonly id: number }[]): Promise<void> {
  if (streams.length === 0) return;
  const isTheirs = `stream_id IN (${streams.map(({ id }) => id).join(', ')})`;
  const rows = await db.rows<{ begins: number | null; ends: number }>(
    `SELECT epoch_ms(begins) AS begins, epoch_ms(ends) AS ends FROM gaps WHERE ${isTheirs}`,
  );
  if (rows.length === 0) return;
  await db.run(`DELETE FROM gaps WHERE ${isTheirs}`);
  for (const { begins, ends } of rows) await widenStale(db, { since: begins ?? ends - UNKNOWN_MS, until: ends });
}

/** The gaps that may concern a period. */
export async function gapsIn(db: Database, { since, until }: Period): Promise<Gap[]> {
  return db.rows<Gap>(
    `SELECT logs.name AS log, epoch_ms(begins) AS begins, epoch_ms(ends) AS ends, reason
     FROM gaps JOIN logs ON logs.id = log_id
     WHERE (begins IS NULL OR begins < epoch_ms(${until})) AND ends >= epoch_ms(${since}) ORDER BY logs.name, ends, reason`,
  );
}
