/**
 * Which editions of the rules a period was counted with. The table `reads` tells it, because it has rows without events
 * too.
 */

import { HOUR_MS } from '../../model/calendar.js';
import type { Period } from '../../time/period.js';
import type { Database } from '../store/database.js';

/** Instants in epoch milliseconds, as finely as the history keeps them. */
export interface EditionRange {
  readonly edition: number;
  /** Starts of the first and the last minute (hour, day) with lines that were counted with it. */
  readonly first: number;
  readonly last: number;
}

/** Ascending by edition; empty where nothing of the period was read. */
export async function editionsIn(db: Database, { since, until }: Period): Promise<EditionRange[]> {
  // 26 hours are longer than any row's hour or day: one that begins before the period may have minutes in it.
  const near = `begins >= epoch_ms(${since - 26 * HOUR_MS}) AND begins < epoch_ms(${until})`;
  const ranges = await db.rows<EditionRange>(
    `SELECT edition, epoch_ms(min(begins)) AS first, epoch_ms(max(begins)) AS last FROM reads WHERE ${near} GROUP BY edition`,
  );
  // Nearly always there is only one edition: its minutes need not be read.
  if (ranges.length === 0 || (ranges.length === 1 && ranges[0]!.last >= since)) return ranges;
  return db.rows<EditionRange>(
    `SELECT edition, min(moment) AS first, max(moment) AS last
     FROM (SELECT edition, epoch_ms(begins) AS moment FROM reads WHERE ${near} AND minutes IS NULL
           UNION ALL SELECT edition, epoch_ms(begins) + 60000 * u.m::BIGINT
           FROM (SELECT edition, begins, unnest(minutes) AS u FROM reads WHERE ${near} AND minutes IS NOT NULL))
     WHERE moment >= ${since} AND moment < ${until} GROUP BY edition ORDER BY edition`,
  );
}

/** Every edition with which something in the history was counted, ascending. */
export async function allEditions(db: Database): Promise<number[]> {
  const rows = await db.rows<{ edition: number }>(
    'SELECT edition FROM reads UNION SELECT edition FROM untimed ORDER BY edition',
  );
  return rows.map(({ edition }) => edition);
}
