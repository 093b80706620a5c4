/** Retention: old counts are kept less finely, older ones are dropped. */
import { DAY_MS } from '../../model/calendar.js';
import type { Retention } from '../../settings/job/retention.js';
import type { Database } from '../store/database.js';
import { setMeta } from '../store/meta.js';
import { BEFORE_ALL_TIME, type Granularity, type GranularityBorders } from './granularity.js';

/** What pruning did. */
export interface Pruned {
  readonly hourRows: number;
  readonly dayRows: number;
  /** Events that were dropped. */
  readonly events: number;
  /** Texts and runs that were forgotten. */
  readonly streams: number;
  readonly runs: number;
}

/** For how long a missing text is remembered, so that it is recognised if it comes back. */
const MISSING_DAYS = 90;
const RUN_DAYS = 400;

/**
 * Keeps old counts less finely, and drops older ones, in one transaction.
 * @param now epoch milliseconds
 * @returns null where there is nothing to do
 */
export async function prune(
  db: Database,
  granularity: Granularity,
  keep: Retention,
  now: number,
): Promise<{ pruned: Pruned; borders: GranularityBorders } | null> {
  const borderAt = (age: number | null, least: number) =>
    age === null ? least : Math.max(least, granularity.days.at(now - age).start);
  const hoursBefore = borderAt(keep.minutes, granularity.borders.hoursBefore);
  const daysBefore = borderAt(keep.hours, granularity.borders.daysBefore);
  const endsBefore = keep.days === null ? BEFORE_ALL_TIME : granularity.days.at(now - keep.days).start;
  const missingTooLong = `gone < epoch_ms(${Math.floor(now - MISSING_DAYS * DAY_MS)})`;
  const runsBefore = `epoch_ms(${Math.floor(now - RUN_DAYS * DAY_MS)})`;
  const streams = await countOf(db, `streams WHERE ${missingTooLong}`);
  const runs = await countOf(db, `runs WHERE started < ${runsBefore}`);
  const hours = await countRows(db, `grain = 'hour' AND minutes IS NOT NULL AND begins < epoch_ms(${hoursBefore})`);
  const days = await countRows(db, `grain = 'hour' AND begins < epoch_ms(${daysBefore})`);
  const ended = await countRows(db, `begins < epoch_ms(${endsBefore})`);
  if (hours.rows + days.rows + ended.rows + streams + runs === 0) return null;
  await db.transaction(async () => {
    for (const table of ['counts', 'reads']) {
      await db.run(
        `UPDATE ${table} SET minutes = NULL WHERE minutes IS NOT NULL AND begins < epoch_ms(${hoursBefore})`,
      );
    }
    if (days.rows > 0) await toDays(db, granularity, daysBefore);
    await forget(db, endsBefore);
    await db.run(`DELETE FROM files WHERE stream_id IN (SELECT id FROM streams WHERE ${missingTooLong})`);
    await db.run(`DELETE FROM streams WHERE ${missingTooLong}`);
    for (const [table, column] of [
      ['runs', 'started'],
      ['outbox', 'created'],
      ['gaps', 'ends'],
    ] as const) {
      await db.run(`DELETE FROM ${table} WHERE ${column} < ${runsBefore}`);
    }
    const borders = [
      ['hours_before', String(Math.max(hoursBefore, daysBefore))],
      ['days_before', String(daysBefore)],
    ] as const;
    await setMeta(db, new Map(borders));
  });
  return {
    pruned: { hourRows: hours.rows, dayRows: days.rows, events: ended.events, streams, runs },
    borders: { hoursBefore: Math.max(hoursBefore, daysBefore), daysBefore },
  };
}

async function countRows(db: Database, where: string): Promise<{ rows: number; events: number }> {
  const [row] = await db.rows<{ rows: number; events: number }>(
    `SELECT count(*) AS rows, coalesce(sum(n), 0)::BIGINT AS events FROM counts WHERE ${where}`,
  );
  return row!;
}

async function countOf(db: Database, rows: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`);
  return row!.n;
}

/** An hour's day depends on the zone, so it is worked out here, not in SQL. */
async function toDays(db: Database, { days }: Granularity, before: number): Promise<void> {
  const hours: number[] = [];
  await db.numbers(
    `SELECT DISTINCT epoch_ms(begins) FROM (SELECT begins, grain FROM counts UNION ALL SELECT begins, grain FROM reads)
     WHERE grain = 'hour' AND begins < epoch_ms(${before})`,
    ([begins]) => hours.push(begins!),
  );
  await db.run('CREATE OR REPLACE TEMP TABLE day_of (hour DOUBLE, day DOUBLE)');
  await db.append('day_of', ['double', 'double'], [hours, hours.map((hour) => days.at(hour).start)]);
  const old = `grain = 'hour' AND begins < epoch_ms(${before})`;
  // Texts that are forgotten are no longer told apart.
  const stream =
    'CASE WHEN stream_id > 0 AND stream_id NOT IN (SELECT id FROM streams) THEN -1 ELSE stream_id END AS stream_id';
  const joined = 'JOIN day_of ON day_of.hour::BIGINT = epoch_ms(begins)';
  await db.run(`
    CREATE OR REPLACE TEMP TABLE rolled AS
    SELECT log_id, ${stream}, edition, code, group_id, 'day'::grain AS grain, epoch_ms(day::BIGINT) AS begins, sum(n)::BIGINT AS n,
      min(first_seen) AS first_seen, max(last_seen) AS last_seen
    FROM counts ${joined} WHERE ${old} GROUP BY ALL`);
  await db.run(`DELETE FROM counts WHERE ${old}`);
  await db.run(
    'INSERT INTO counts BY NAME SELECT * FROM rolled ORDER BY begins, log_id, code, group_id, stream_id, edition',
  );
  await db.run(`
    CREATE OR REPLACE TEMP TABLE rolled AS
    SELECT log_id, ${stream}, edition, 'day'::grain AS grain, epoch_ms(day::BIGINT) AS begins, sum(lines)::BIGINT AS lines, sum(bytes)::BIGINT AS bytes,
      sum(matched)::BIGINT AS matched, sum(inherited)::BIGINT AS inherited
    FROM reads ${joined} WHERE ${old} GROUP BY ALL`);
  await db.run(`DELETE FROM reads WHERE ${old}`);
  await db.run('INSERT INTO reads BY NAME SELECT * FROM rolled ORDER BY begins, log_id, stream_id, edition');
  await db.run('DROP TABLE rolled');
}

/** What is dropped is added to `pruned` of its log, so that the sums still add up. */
async function forget(db: Database, before: number): Promise<void> {
  const lost = await db.rows<{ log_id: number; n: number }>(
    `SELECT log_id, sum(n)::BIGINT AS n FROM counts WHERE begins < epoch_ms(${before}) GROUP BY log_id`,
  );
  for (const { log_id, n } of lost) await db.run(`UPDATE logs SET pruned = pruned + ${n} WHERE id = ${log_id}`);
  await db.run(`DELETE FROM counts WHERE begins < epoch_ms(${before})`);
  await db.run(`DELETE FROM reads WHERE begins < epoch_ms(${before})`);
}
