/** Events and errors of a period by group and window, from a history. */
import type { Database } from '../store/database.js';
import { columns, stage } from '../store/stage.js';

/** Cells of one window come one after the other, the windows ascending. */
export interface GroupCell {
  /** Start of the window in epoch milliseconds. */
  start: number;
  /** Number of the group in the history. */
  group: number;
  events: number;
  errors: number;
}

/**
 * Of the period that `readPeriod` has read last: its temporary table `span_counts` is read again.
 * @param startOf the start of the window that a time is in
 * @param errorCodes those that occur
 * @param visit gets one object, with other values each time
 */
export async function readGroupCells(
  db: Database,
  startOf: (time: number) => number,
  errorCodes: readonly number[],
  visit: (cell: Readonly<GroupCell>) => void,
): Promise<void> {
  const moments = columns('moment', 'begins');
  await db.numbers('SELECT DISTINCT moment FROM span_counts', ([moment]) => {
    moments.moment.push(moment!);
    moments.begins.push(startOf(moment!));
  });
  await stage(db, 'window_starts', moments);
  const errors = errorCodes.length === 0 ? 'false' : `code IN (${errorCodes.join(', ')})`;
  const cell: GroupCell = { start: 0, group: 0, events: 0, errors: 0 };
  await db.numbers(
    `SELECT w.begins, group_id, sum(n)::DOUBLE, coalesce(sum(n) FILTER (WHERE ${errors}), 0)::DOUBLE
     FROM span_counts JOIN window_starts w USING (moment)
     GROUP BY w.begins, group_id ORDER BY w.begins`,
    ([start, group, events, errors]) => {
      cell.start = start!;
      cell.group = group!;
      cell.events = events!;
      cell.errors = errors!;
      visit(cell);
    },
  );
}
