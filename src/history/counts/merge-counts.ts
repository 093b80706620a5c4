import { RULES_EDITION } from '../../model/rules-edition.js';
import type { FirstAndLastRows, TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import { groupIds, groupKey, type Ids } from '../store/ids.js';
import { addRows } from './add-rows.js';
import { type Cell, Cells, NO_MINUTES } from './cells.js';
import type { Granularity } from './granularity.js';
import { hourRuns } from './hour-runs.js';
import { MinutesByCode } from './minutes-by-code.js';

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
  const byCode = new MinutesByCode();
  const groups = await groupIds(db, texts);
  for (const { log, stream, groups: own } of texts) {
    for (const { name, counts, spans } of own) {
      const place = { log: ids.get(log)!, stream, group: groups.get(groupKey(name))! };
      const spansOf = byHour(spans, granularity);
      const { minutes } = counts;
      for (const { start, from, to } of hourRuns(minutes, granularity)) {
        if (cells.isFull) {
          await addRows(db, COUNTS, cells, RULES_EDITION);
          cells = new Cells(1);
        }
        const slot = granularity.at(start);
        const cellOf = cells.at({ ...place, ...slot });
        for (const n of spansOf.get(start) ?? []) widen(cellOf(spans.codes[n]!), spans.firsts[n]!, spans.lasts[n]!);
        for (const { code, sum, minutes: its } of byCode.of(counts, from, to, start)) {
          cells.add(cellOf(code), [sum], slot.minute < 0 ? NO_MINUTES : its);
        }
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
