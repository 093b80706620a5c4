/** Events of codes over time. */
import type { Summary } from '../model/summary.js';
import { timeline } from './timeline.js';

/**
 * Sums the events of each row into at most `columns` columns.
 * @param rowOf the row of each code
 * @param windows of the result: how many there are from the first to the last
 */
export function codeSeries(
  summary: Summary,
  rowOf: ReadonlyMap<number, number>,
  rows: number,
  columns: number,
): { rows: number[][]; windows: number } {
  const { entries, length } = timeline(summary);
  const windowsEach = Math.max(1, Math.ceil(length / columns));
  const counts = Array.from({ length: rows }, () => new Array<number>(Math.ceil(length / windowsEach)).fill(0));
  for (const entry of entries) {
    if (entry.kind === 'gap') continue;
    const at = Math.floor(entry.index / windowsEach);
    for (const [code, n] of Object.entries(entry.window.codes)) {
      const row = rowOf.get(Number(code));
      if (row !== undefined) counts[row]![at]! += n;
    }
  }
  return { rows: counts, windows: length };
}
