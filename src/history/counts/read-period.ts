/** The counts of a period, from a history. */

import type { Period } from '../../time/period.js';
import type { Database } from '../store/database.js';
import { dropGroups, type KeepsGroup } from './drop-groups.js';
import type { Granularity } from './granularity.js';

export interface PeriodCounts {
  /** Three parallel arrays: the start of a minute, hour or day, the code, the count. */
  readonly times: number[];
  readonly codes: number[];
  readonly counts: number[];
  /** By code, in epoch milliseconds. Exact, except in an hour that the period cuts: there to the minute. */
  readonly first: ReadonlyMap<number, number>;
  readonly last: ReadonlyMap<number, number>;
  /** Events of each group by code; empty where events are not grouped. */
  readonly groups: readonly GroupCount[];
  readonly inherited: number;
  /** Events of these logs without a time. */
  readonly untimed: number;
  /** Events of groups that were left out. */
  readonly filtered: number;
  /** Logs with lines in the period, by name. */
  readonly logs: readonly PeriodLog[];
  /** How finely its counts are kept at least: minutes are no longer known where this is hours or days. */
  readonly coarsest: 'minute' | 'hour' | 'day';
}

export interface GroupCount {
  /** Number of the group in the history. */
  readonly group: number;
  readonly name: readonly (string | null)[];
  readonly code: number;
  readonly n: number;
}

export interface PeriodLog {
  readonly name: string;
  readonly events: number;
  readonly lines: number;
  readonly bytes: number;
  readonly matched: number;
}

/**
 * @param byMinute whether counts by the minute are wanted; else by the hour, or by the day where that is all there is
 * @param keeps which groups count; null: all. How many events inherit their time is known only for all together.
 */
export async function readPeriod(
  db: Database,
  granularity: Granularity,
  period: Period,
  byMinute: boolean,
  keeps: KeepsGroup | null,
): Promise<PeriodCounts> {
  await selectPeriod(db, granularity, period, byMinute);
  const filtered = keeps === null ? 0 : await dropGroups(db, keeps);
  const times: number[] = [];
  const codes: number[] = [];
  const counts: number[] = [];
  await db.numbers('SELECT moment, code, sum(n)::DOUBLE FROM span_counts GROUP BY moment, code', ([at, code, n]) => {
    times.push(at!);
    codes.push(code!);
    counts.push(n!);
  });
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  await db.numbers(
    'SELECT code, min(first_seen), max(last_seen) FROM span_counts GROUP BY code',
    ([code, from, to]) => {
      first.set(code!, from!);
      last.set(code!, to!);
    },
  );
  const logs = await db.rows<PeriodLog & { inherited: number; untimed: number }>(`
    SELECT logs.name, coalesce(c.n, 0) AS events, r.lines::BIGINT AS lines, r.bytes::BIGINT AS bytes, r.matched::BIGINT AS matched,
      r.inherited::BIGINT AS inherited, coalesce(u.n, 0) AS untimed
    FROM (SELECT log_id, sum(lines) AS lines, sum(bytes) AS bytes, sum(matched) AS matched, sum(inherited) AS inherited
          FROM span_reads GROUP BY log_id) r
    JOIN logs ON logs.id = r.log_id
    LEFT JOIN (SELECT log_id, sum(n)::BIGINT AS n FROM span_counts GROUP BY log_id) c ON c.log_id = r.log_id
    LEFT JOIN (SELECT log_id, sum(n)::BIGINT AS n FROM untimed GROUP BY log_id) u ON u.log_id = r.log_id
    ORDER BY logs.name`);
  const groups = await db.rows<{ group: number; first: string | null; second: string | null; code: number; n: number }>(
    `SELECT first, second, code, group_id AS "group", sum(n)::BIGINT AS n FROM span_counts JOIN groups ON groups.id = group_id
     GROUP BY ALL ORDER BY ALL`,
  );
  const [coarse] = await db.rows<{ days: number; hours: number }>(
    "SELECT count(*) FILTER (WHERE kind = 'day') AS days, count(*) FILTER (WHERE kind = 'hour') AS hours FROM span_counts WHERE whole",
  );
  return {
    times,
    codes,
    counts,
    first,
    last,
    groups: groups.map(({ group, first, second, code, n }) => ({ group, name: [first, second], code, n })),
    inherited: logs.reduce((sum, log) => sum + log.inherited, 0),
    filtered,
    untimed: logs.reduce((sum, log) => sum + log.untimed, 0),
    logs: logs.map(({ name, events, lines, bytes, matched }) => ({ name, events, lines, bytes, matched })),
    coarsest: coarse!.days > 0 ? 'day' : coarse!.hours > 0 ? 'hour' : 'minute',
  };
}

/** How many events a period has. */
export async function countPeriod(db: Database, granularity: Granularity, period: Period): Promise<number> {
  await selectPeriod(db, granularity, period, false);
  const [row] = await db.rows<{ n: number }>('SELECT coalesce(sum(n), 0)::BIGINT AS n FROM span_counts');
  return row!.n;
}

/**
 * Fills the temporary tables `span_counts` and `span_reads`: rows of whole hours and days where these do, else their
 * minutes. A row without minutes that the period cuts belongs to the period if it begins in it.
 */
async function selectPeriod(
  db: Database,
  granularity: Granularity,
  { since, until }: Period,
  byMinute: boolean,
): Promise<void> {
  const cut = cutSlots(granularity, { since, until });
  const from = Math.min(since, ...cut);
  const within = `begins >= epoch_ms(${from}) AND begins < epoch_ms(${until})`;
  const isCut = cut.length === 0 ? 'false' : `epoch_ms(begins) IN (${cut.join(', ')})`;
  const parted = byMinute ? 'minutes IS NOT NULL' : `(minutes IS NOT NULL AND ${isCut})`;
  const inSpan = (at: string) => `${at} >= ${since} AND ${at} < ${until}`;
  // `whole` marks rows without minutes because of their age; others are whole because minutes were not asked for.
  await db.run(`
    CREATE OR REPLACE TEMP TABLE span_counts AS
    SELECT log_id, code, group_id, epoch_ms(begins) AS moment, n, epoch_ms(first_seen) AS first_seen, epoch_ms(last_seen) AS last_seen,
      grain::VARCHAR AS kind, minutes IS NULL AS whole
    FROM counts WHERE ${within} AND NOT ${parted} AND ${inSpan('epoch_ms(begins)')}
    UNION ALL
    SELECT log_id, code, group_id, moment, n, CASE WHEN ${inSpan('first_seen')} THEN first_seen ELSE moment END,
      CASE WHEN ${inSpan('last_seen')} THEN last_seen ELSE moment END, 'minute', false
    FROM (SELECT log_id, code, group_id, epoch_ms(begins) + 60000 * u.m::BIGINT AS moment, u.n::BIGINT AS n, first_seen, last_seen
          FROM (SELECT log_id, code, group_id, begins, epoch_ms(first_seen) AS first_seen, epoch_ms(last_seen) AS last_seen, unnest(minutes) AS u
                FROM counts WHERE ${within} AND ${parted}))
    WHERE ${inSpan('moment')}`);
  await db.run(`
    CREATE OR REPLACE TEMP TABLE span_reads AS
    SELECT log_id, lines, bytes, matched, inherited
    FROM reads WHERE ${within} AND NOT (minutes IS NOT NULL AND ${isCut}) AND ${inSpan('epoch_ms(begins)')}
    UNION ALL
    SELECT log_id, u.lines, u.bytes, u.matched, u.inherited
    FROM (SELECT log_id, begins, unnest(minutes) AS u FROM reads WHERE ${within} AND minutes IS NOT NULL AND ${isCut})
    WHERE ${inSpan('epoch_ms(begins) + 60000 * u.m::BIGINT')}`);
}

/** Starts of the hours and days of which only a part lies in the period. */
function cutSlots({ hours, days }: Granularity, { since, until }: Period): number[] {
  const cut = new Set<number>();
  for (const cutter of [hours, days]) {
    const first = cutter.at(since);
    if (first.start < since) cut.add(first.start);
    const last = cutter.at(until - 1);
    if (last.end > until) cut.add(last.start);
  }
  return [...cut];
}
