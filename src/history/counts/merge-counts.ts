import { RULES_EDITION } from '../../model/rules-edition.js';
import type { TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import { groupIds, groupKey, type Ids } from '../store/ids.js';
import { addRows } from './add-rows.js';
import { Cells } from './cells.js';
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
  const cells = new Cells(1);
  const groups = await groupIds(db, texts);
  for (const { log, stream, groups: own } of texts) {
    for (const { name, counts, spans } of own) {
      const place = { log: ids.get(log)!, stream, group: groups.get(groupKey(name))! };
      // Counts come minute by minute.
      let time = Number.NaN;
      let slot: CountSlot = granularity.at(0);
      let cellOf = cells.at({ ...place, ...slot });
      const moveTo = (to: number) => {
        if (to === time) return;
        const { begins, grain } = slot;
        time = to;
        slot = granularity.at(to);
        if (slot.begins !== begins || slot.grain !== grain) cellOf = cells.at({ ...place, ...slot });
      };
      for (let i = 0; i < counts.minutes.length; i++) {
        moveTo(counts.minutes[i]!);
        cellOf(counts.codes[i]!).add(slot.minute, counts.counts, i);
      }
      for (const [i, hour] of spans.hours.entries()) {
        moveTo(hour);
        const cell = cellOf(spans.codes[i]!);
        cell.first = Math.min(cell.first, spans.firsts[i]!);
        cell.last = Math.max(cell.last, spans.lasts[i]!);
      }
    }
  }
  await addRows(db, COUNTS, cells, RULES_EDITION);
}
