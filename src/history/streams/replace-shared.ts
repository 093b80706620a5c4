/**
 * Counts from before version 2 do not say which text of a log they are of. When texts of the log are counted again,
 * what came from these texts must be removed from them:
 *
 *     all texts that ever added counts are counted again        everything goes: exact
 *     some are missing                                          up to the last event of those, what exceeds the new
 *                                                               counts stays; what is later goes
 *
 * A log's texts follow each other in time, so everything older than the texts on the disk stays whole. In the minute in
 * which one text ended and the next began, what exceeds the new counts belonged to the missing text. Lines and bytes of
 * missing texts are known exactly, and the sums are made to match them.
 */
import { markStale } from '../counts/stale.js';
import type { Database } from '../store/database.js';
import { sumsOf } from './drop-text.js';
import { keepEarlier } from './keep-earlier.js';

/**
 * Part of the transaction in which the texts were counted again.
 * @param texts ids of those texts
 * @param now epoch milliseconds
 */
export async function replaceShared(db: Database, texts: readonly number[], now: number): Promise<void> {
  if (texts.length === 0) return;
  const recounted = `stream_id IN (${texts.join(', ')})`;
  const logs = await db.rows<{ log_id: number }>(
    `SELECT DISTINCT log_id FROM shared WHERE ${recounted} ORDER BY log_id`,
  );
  for (const { log_id } of logs) await replaceIn(db, log_id, recounted, now);
  await db.run(`DELETE FROM shared WHERE ${recounted}`);
}

async function replaceIn(db: Database, log: number, recounted: string, now: number): Promise<void> {
  const old = `log_id = ${log} AND stream_id = 0`;
  await markStale(db, old);
  const before = await sumsOf(db, old);
  const [missing] = await db.rows<{ texts: number; lines: number; bytes: number }>(
    `SELECT count(*) AS texts, coalesce(sum(lines), 0)::BIGINT AS lines, coalesce(sum(bytes), 0)::BIGINT AS bytes
     FROM shared WHERE log_id = ${log} AND NOT ${recounted}`,
  );
  if (missing!.texts === 0) {
    for (const table of ['counts', 'reads', 'untimed']) await db.run(`DELETE FROM ${table} WHERE ${old}`);
  } else {
    await keepEarlier(db, { log, recounted, until: await lastOfMissing(db, log, recounted, now), ...missing! });
  }
  const after = await sumsOf(db, old);
  const [dropped] = await db.rows<{ lines: number; bytes: number }>(
    `SELECT sum(lines)::BIGINT AS lines, sum(bytes)::BIGINT AS bytes FROM shared WHERE log_id = ${log} AND ${recounted}`,
  );
  await db.run(
    `UPDATE logs SET lines = lines - ${dropped!.lines}, bytes = bytes - ${dropped!.bytes},
       matched = matched - ${before.matched - after.matched}, events = events - ${before.events - after.events} WHERE id = ${log}`,
  );
}

/** The last instant at which texts that were not counted again may have events; null: any. */
async function lastOfMissing(db: Database, log: number, recounted: string, now: number): Promise<number | null> {
  // A text cannot have events later than when it was found missing: such times would be misread.
  const [known] = await db.rows<{ last: number | null; forgotten: boolean | null }>(
    `SELECT max(least(last_event, epoch_ms(coalesce(gone, epoch_ms(${Math.ceil(now)})))))
         FILTER (WHERE last_event IS NOT NULL) AS last, bool_or(streams.id IS NULL) AS forgotten
     FROM shared LEFT JOIN streams ON streams.id = stream_id WHERE shared.log_id = ${log} AND NOT ${recounted.replace('stream_id', 'shared.stream_id')}`,
  );
  if (known!.last !== null) return known!.last;
  if (known!.forgotten !== true) return Number.MIN_SAFE_INTEGER;
  // It is not known when they ended, except that it was when the texts began that are still there.
  const [first] = await db.rows<{ first: number | null }>(
    `SELECT epoch_ms(min(first_seen)) AS first FROM counts WHERE log_id = ${log} AND ${recounted}`,
  );
  return first!.first;
}
