import { MINUTE_MS } from '../../model/calendar.js';
import { RULES_EDITION } from '../../model/rules-edition.js';
import type { TextChanges } from '../changes.js';
import type { Database } from '../store/database.js';
import type { Ids } from '../store/ids.js';
import { addRows } from './add-rows.js';
import { Cells, NO_MINUTES } from './cells.js';
import type { Granularity } from './granularity.js';
import { hourRuns } from './hour-runs.js';

const READS = {
  table: 'reads',
  key: ['log_id', 'stream_id', 'edition', 'grain', 'begins'],
  sums: ['lines', 'bytes', 'matched', 'inherited'],
  spans: false,
  minute: { m: 'UTINYINT', lines: 'BIGINT', bytes: 'BIGINT', matched: 'BIGINT', inherited: 'BIGINT' },
} as const;

/** Adds what was read of texts to `reads`. */
export async function mergeReads(
  db: Database,
  granularity: Granularity,
  texts: readonly TextChanges[],
  ids: Ids,
): Promise<void> {
  let cells = new Cells(READS.sums.length);
  for (const { log, stream, reads } of texts) {
    const { minutes, lines, bytes, matched, inherited } = reads;
    for (const { start, from, to } of hourRuns(minutes, granularity.hours)) {
      if (cells.isFull) {
        await addRows(db, READS, cells, RULES_EDITION);
        cells = new Cells(READS.sums.length);
      }
      const slot = granularity.at(start);
      const sums = [0, 0, 0, 0] as [number, number, number, number];
      const numbers = new Float64Array((to - from) * 5);
      let isInOrder = true;
      for (let i = from, at = 0; i < to; i++, at += 5) {
        if (i > from && minutes[i]! <= minutes[i - 1]!) isInOrder = false;
        numbers[at] = Math.floor((minutes[i]! - start) / MINUTE_MS);
        sums[0] += numbers[at + 1] = lines[i]!;
        sums[1] += numbers[at + 2] = bytes[i]!;
        sums[2] += numbers[at + 3] = matched[i]!;
        sums[3] += numbers[at + 4] = inherited[i]!;
      }
      const cell = cells.at({ log: ids.get(log)!, stream, group: 0, ...slot })(0);
      cells.add(cell, sums, slot.minute < 0 ? NO_MINUTES : numbers, isInOrder);
    }
  }
  await addRows(db, READS, cells, RULES_EDITION);
}

/** Adds what has no time to `untimed`. Row by row, because they are few. */
export async function mergeUntimed(db: Database, texts: readonly TextChanges[], ids: Ids): Promise<void> {
  for (const { log, stream, untimed } of texts) {
    const id = ids.get(log)!;
    const rows: [code: number, n: number, lines: number, bytes: number, matched: number][] = [];
    for (const [code, n] of untimed.codes) rows.push([code, n, 0, 0, 0]);
    if (untimed.lines > 0) rows.push([0, 0, untimed.lines, untimed.bytes, untimed.matched]);
    for (const [code, n, lines, bytes, matched] of rows) {
      const its = `log_id = ${id} AND stream_id = ${stream} AND edition = ${RULES_EDITION} AND code = ${code}`;
      const found = await db.rows(`SELECT 1 FROM untimed WHERE ${its}`);
      await db.run(
        found.length === 0
          ? `INSERT INTO untimed (log_id, stream_id, edition, code, n, lines, bytes, matched)
               VALUES (${id}, ${stream}, ${RULES_EDITION}, ${code}, ${n}, ${lines}, ${bytes}, ${matched})`
          : `UPDATE untimed SET n = n + ${n}, lines = lines + ${lines}, bytes = bytes + ${bytes},
               matched = matched + ${matched} WHERE ${its}`,
      );
    }
  }
}
