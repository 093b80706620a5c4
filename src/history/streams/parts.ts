/**
 * Which texts may be parts of others, by what was counted of them: a part of a text has no hour with more bytes than the
 * text has in it, and as many where the hour is neither the first nor the last one of the part.
 */
import type { Database } from '../store/database.js';
import { stage } from '../store/stage.js';

/** A text, and another one that may contain it. */
export interface Pair {
  readonly part: number;
  readonly whole: number;
}

export async function likelyParts(db: Database, pairs: readonly Pair[]): Promise<Pair[]> {
  await stage(db, 'pairs', { part: pairs.map(({ part }) => part), whole: pairs.map(({ whole }) => whole) });
  const rows = await db.rows<Pair>(
    `WITH sums AS (SELECT stream_id, grain, begins, sum(bytes) AS bytes FROM reads
         WHERE stream_id IN (SELECT part FROM pairs UNION SELECT whole FROM pairs) GROUP BY ALL),
       compared AS (SELECT pairs.part, pairs.whole, p.bytes AS its, w.bytes AS theirs
         FROM pairs JOIN sums p ON p.stream_id = pairs.part
           LEFT JOIN sums w ON w.stream_id = pairs.whole AND w.grain = p.grain AND w.begins = p.begins)
     SELECT part::INTEGER AS part, whole::INTEGER AS whole FROM compared GROUP BY compared.part, compared.whole
       HAVING bool_and(coalesce(theirs >= its, false)) AND count(*) FILTER (theirs <> its) <= 2 ORDER BY ALL`,
  );
  await db.run('DROP TABLE pairs');
  return rows;
}

/**
 * Where a text has the events of a minute, in bytes, if its lines are in the order of their times.
 * @param minute its beginning, in epoch milliseconds
 */
export async function whereIs(
  db: Database,
  text: number,
  minute: number,
): Promise<{ readonly from: number; readonly end: number }> {
  const [row] = await db.rows<{ before: number; within: number }>(
    `WITH cells AS (
         SELECT begins + to_minutes(u.m::BIGINT) AS begins, INTERVAL 1 MINUTE AS length, u.bytes AS bytes
           FROM (SELECT begins, unnest(minutes) AS u FROM reads WHERE stream_id = ${text} AND minutes IS NOT NULL)
         UNION ALL SELECT begins, CASE grain WHEN 'hour' THEN INTERVAL 1 HOUR ELSE INTERVAL 1 DAY END, bytes
           FROM reads WHERE stream_id = ${text} AND minutes IS NULL)
     SELECT coalesce(sum(bytes) FILTER (begins + length <= epoch_ms(${minute})), 0)
         + (SELECT coalesce(sum(bytes), 0) FROM untimed WHERE stream_id = ${text}) AS before,
       coalesce(sum(bytes) FILTER (begins <= epoch_ms(${minute}) AND begins + length > epoch_ms(${minute})), 0) AS within
     FROM cells`,
  );
  const { before, within } = row!;
  return { from: Number(before), end: Number(before) + Number(within) };
}

/** So many different numbers of bytes in a minute say that it is no chance. */
const LEAST_VARIOUS = 3;

/** Whether a text has as many lines and bytes as another one in each minute between its first and its last. */
export async function hasSameMinutes(db: Database, { part, whole }: Pair): Promise<boolean> {
  const minutesOf = (
    text: number,
  ) => `SELECT begins + to_minutes(u.m::BIGINT) AS begins, sum(u.lines) AS lines, sum(u.bytes) AS bytes
    FROM (SELECT begins, unnest(minutes) AS u FROM reads WHERE stream_id = ${text} AND minutes IS NOT NULL) GROUP BY ALL`;
  const [row] = await db.rows<{ all: number; same: number; various: number }>(
    `WITH p AS (${minutesOf(part)}), w AS (${minutesOf(whole)})
     SELECT count(*) AS "all", count(*) FILTER (w.bytes = p.bytes AND w.lines = p.lines) AS same, count(DISTINCT p.bytes) AS various
     FROM p FULL JOIN w USING (begins)
     WHERE begins > (SELECT min(begins) FROM p) AND begins < (SELECT max(begins) FROM p)`,
  );
  return row!.all === row!.same && row!.various >= LEAST_VARIOUS;
}
