import { RULES_EDITION } from '../../model/rules-edition.js';
import type { HourCells, TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import { groupIds, groupKey, type Ids } from '../store/ids.js';
import { addRows } from './add-rows.js';
import { type CellKey, Cells, NO_MINUTES } from './cells.js';
import type { Granularity } from './granularity.js';

const COUNTS = {
  table: 'counts',
  key: ['log_id', 'stream_id', 'edition', 'code', 'group_id', 'grain', 'begins'],
  sums: ['n'],
  spans: true,
  minute: { m: 'UTINYINT', n: 'UINTEGER' },
} as const;

/** Adds the events of texts to `counts`, merged into the rows that exist. */
export async function mergeCounts(
  db: Database,
  granularity: Granularity,
  texts: readonly TextChanges[],
  ids: Ids,
): Promise<void> {
  let cells = new Cells(1);
  const groups = await groupIds(db, texts);
  for (const { log, stream, groups: own } of texts) {
    for (const { name, cells: parts } of own) {
      const place = { log: ids.get(log)!, stream, group: groups.get(groupKey(name))! };
      for (const part of parts) {
        for (let from = 0; from < part.hours.length; ) {
          if (cells.isFull) {
            await addRows(db, COUNTS, cells, RULES_EDITION);
            cells = new Cells(1);
          }
          from = addHour(cells, place, part, from, granularity);
        }
      }
    }
  }
  await addRows(db, COUNTS, cells, RULES_EDITION);
}

/** Adds the cells from this one on that are of the same hour. @returns which is the first of another one */
function addHour(
  cells: Cells,
  place: Pick<CellKey, 'log' | 'stream' | 'group'>,
  { hours, codes, sums, firsts, lasts, ends, minutes }: HourCells,
  from: number,
  granularity: Granularity,
): number {
  const hour = hours[from]!;
  const slot = granularity.at(hour);
  const cellOf = cells.at({ ...place, ...slot });
  let begin = from === 0 ? 0 : ends[from - 1]!;
  let i = from;
  for (; i < hours.length && hours[i] === hour; i++) {
    const end = ends[i]!;
    const cell = cellOf(codes[i]!);
    if (firsts[i]! < cell.first) cell.first = firsts[i]!;
    if (lasts[i]! > cell.last) cell.last = lasts[i]!;
    cells.add(cell, [sums[i]!], slot.minute < 0 || end === begin ? NO_MINUTES : minutes.subarray(begin, end));
    begin = end;
  }
  return i;
}
