/** Which editions of the rules a period was counted with. What was read says it: it is there without events too. */

import { HOUR_MS } from '../../model/calendar.js';
import type { Period } from '../../time/period.js';
import type { Database } from '../store/database.js';

/** Instants in epoch milliseconds, as fine as the history keeps them. */
export interface EditionSpan {
  readonly edition: number;
  /** When the first and the last minute (hour, day) begins of which lines were counted with it. */
  readonly first: number;
  readonly last: number;
}

/** Ascending; empty where nothing of the period was read. */
export async function editionsIn(db: Database, { since, until }: Period): Promise<EditionSpan[]> {
  // Longer than any cell: one that begins before the period may have minutes in it.
  const near = `begins >= epoch_ms(${since - 26 * HOUR_MS}) AND begins < epoch_ms(${until})`;
  const cells = await db.rows<EditionSpan>(
    `SELECT edition, epoch_ms(min(begins)) AS first, epoch_ms(max(begins)) AS last FROM reads WHERE ${near} GROUP BY edition`,
  );
  // Nearly always there is one: its minutes need not be looked at.
  if (cells.length === 0 || (cells.length === 1 && cells[0]!.last >= since)) return cells;
  return db.rows<EditionSpan>(
    `SELECT edition, min(moment) AS first, max(moment) AS last
     FROM (SELECT edition, epoch_ms(begins) AS moment FROM reads WHERE ${near} AND minutes IS NULL
           UNION ALL SELECT edition, epoch_ms(begins) + 60000 * u.m::BIGINT
           FROM (SELECT edition, begins, unnest(minutes) AS u FROM reads WHERE ${near} AND minutes IS NOT NULL))
     WHERE moment >= ${since} AND moment < ${until} GROUP BY edition ORDER BY edition`,
  );
}

/** Every edition that something in the history was counted with, ascending. */
export async function allEditions(db: Database): Promise<number[]> {
  const rows = await db.rows<{ edition: number }>(
    'SELECT edition FROM reads UNION SELECT edition FROM untimed ORDER BY edition',
  );
  return rows.map(({ edition }) => edition);
}
