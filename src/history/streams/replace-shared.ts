/**
 * Counts of before version 2 don't say which text of a log they are of. When texts of it were counted anew, these
 * must lose what came from them:
 *
 *     all texts that ever brought something were counted anew    everything goes: exact
 *     some are gone                                              up to the last event of those, what is more than was
 *                                                                counted anew stays; what is later goes
 *
 * A log's texts follow each other, so that all that is older than the texts on the disk stays whole. In the minute in
 * which one text ended and the next began, what is more than the new counts is what was of the one that is gone. Lines
 * and bytes of texts that are gone are known exactly, and made to add up.
 */
import type { Database } from '../store/database.js';
import { sumsOf, touch } from './drop-text.js';
import { keepEarlier } from './keep-earlier.js';

/**
 * Part of the transaction in which the texts were counted anew.
 * @param texts ids of those that were
 * @param now epoch milliseconds
 */
export async function replaceShared(db: Database, texts: readonly number[], now: number): Promise<void> {
  if (texts.length === 0) return;
  const anew = `stream_id IN (${texts.join(', ')})`;
  const logs = await db.rows<{ log_id: number }>(`SELECT DISTINCT log_id FROM shared WHERE ${anew} ORDER BY log_id`);
  for (const { log_id } of logs) await replaceIn(db, log_id, anew, now);
  await db.run(`DELETE FROM shared WHERE ${anew}`);
}

async function replaceIn(db: Database, log: number, anew: string, now: number): Promise<void> {
  const old = `log_id = ${log} AND stream_id = 0`;
  await touch(db, old);
  const before = await sumsOf(db, old);
  const [gone] = await db.rows<{ texts: number; lines: number; bytes: number }>(
    `SELECT count(*) AS texts, coalesce(sum(lines), 0)::BIGINT AS lines, coalesce(sum(bytes), 0)::BIGINT AS bytes
     FROM shared WHERE log_id = ${log} AND NOT ${anew}`,
  );
  if (gone!.texts === 0) {
    for (const table of ['counts', 'reads', 'untimed']) await db.run(`DELETE FROM ${table} WHERE ${old}`);
  } else {
    await keepEarlier(db, { log, anew, until: await lastOfGone(db, log, anew, now), ...gone! });
  }
  const after = await sumsOf(db, old);
  const [dropped] = await db.rows<{ lines: number; bytes: number }>(
    `SELECT sum(lines)::BIGINT AS lines, sum(bytes)::BIGINT AS bytes FROM shared WHERE log_id = ${log} AND ${anew}`,
  );
  await db.run(
    `UPDATE logs SET lines = lines - ${dropped!.lines}, bytes = bytes - ${dropped!.bytes},
       matched = matched - ${before.matched - after.matched}, events = events - ${before.events - after.events} WHERE id = ${log}`,
  );
}

/** The last instant at which texts that were not counted anew may have brought something; null: any. */
async function lastOfGone(db: Database, log: number, anew: string, now: number): Promise<number | null> {
  // A text has no events of a time when it was gone already: those would be misread.
  const [known] = await db.rows<{ last: number | null; forgotten: boolean | null }>(
    `SELECT max(least(last_event, epoch_ms(coalesce(gone, epoch_ms(${Math.ceil(now)})))))
         FILTER (WHERE last_event IS NOT NULL) AS last, bool_or(streams.id IS NULL) AS forgotten
     FROM shared LEFT JOIN streams ON streams.id = stream_id WHERE shared.log_id = ${log} AND NOT ${anew.replace('stream_id', 'shared.stream_id')}`,
  );
  if (known!.last !== null) return known!.last;
  if (known!.forgotten !== true) return Number.MIN_SAFE_INTEGER;
  // Nothing is known of when they ended, but that it was when those began that are still there.
  const [first] = await db.rows<{ first: number | null }>(
    `SELECT epoch_ms(min(first_seen)) AS first FROM counts WHERE log_id = ${log} AND ${anew}`,
  );
  return first!.first;
}
