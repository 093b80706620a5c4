import { RULES_EDITION } from '../../model/rules-edition.js';
import type { FirstAndLastRows, TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import { groupIds, groupKey, type Ids } from '../store/ids.js';
import { addRows } from './add-rows.js';
import { type Cell, Cells } from './cells.js';
import type { CountSlot, Granularity } from './granularity.js';

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
    for (const { name, counts, spans } of own) {
      const place = { log: ids.get(log)!, stream, group: groups.get(groupKey(name))! };
      const spansOf = byHour(spans, granularity);
      // Counts come minute by minute.
      let time = Number.NaN;
      let hour = Number.NaN;
      let slot: CountSlot = granularity.at(0);
      let cellOf = cells.at({ ...place, ...slot });
      for (let i = 0; i < counts.minutes.length; i++) {
        const minute = counts.minutes[i]!;
        if (minute !== time) {
          time = minute;
          slot = granularity.at(minute);
          const { start } = granularity.hours.at(minute);
          if (start !== hour) {
            hour = start;
            if (cells.isFull) {
              await addRows(db, COUNTS, cells, RULES_EDITION);
              cells = new Cells(1);
            }
            cellOf = cells.at({ ...place, ...slot });
            for (const n of spansOf.get(hour) ?? []) widen(cellOf(spans.codes[n]!), spans.firsts[n]!, spans.lasts[n]!);
          }
        }
        cellOf(counts.codes[i]!).add(slot.minute, counts.counts, i);
      }
    }
  }
  await addRows(db, COUNTS, cells, RULES_EDITION);
}

/** The numbers of the rows of each hour. */
function byHour({ hours }: FirstAndLastRows, granularity: Granularity): Map<number, number[]> {
  const numbers = new Map<number, number[]>();
  for (const [i, instant] of hours.entries()) {
    const hour = granularity.hours.at(instant).start;
    const its = numbers.get(hour);
    if (its === undefined) numbers.set(hour, [i]);
    else its.push(i);
  }
  return numbers;
}

function widen(cell: Cell, first: number, last: number): void {
  cell.first = Math.min(cell.first, first);
  cell.last = Math.max(cell.last, last);
}
