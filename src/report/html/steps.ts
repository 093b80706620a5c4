/**
 * The steps in time by which the page shows a part alone. A step is a bar of the chart, or several where groups are known
 * by time: at most 200 of them, and fewer where all groups would take too much of the page. So whatever is chosen, the sums
 * of codes and of groups are of the same span.
 */
import type { GroupTimes } from '../../model/group-times.js';
import type { Summary } from '../../model/summary.js';
import { wallOf } from '../../time/rfc3339.js';
import { nominalMs } from '../../time/window-length.js';
import type { ReportClock } from '../clock.js';
import { type Buckets, bucketsOf } from './buckets.js';
import { Packed } from './packed.js';

/** One group is shown by at most this many steps. */
const MOST_STEPS = 200;
/** A chart of fewer bars than this would be too coarse: groups are then not shown by time. */
const LEAST_BARS = 12;
/** Characters that groups over time may take of a page. */
const MOST_CHARACTERS = 900_000;

export interface Steps {
  readonly buckets: Buckets;
  /** How many bars a step is; the last one may have fewer. */
  readonly barsEach: number;
  readonly count: number;
  /** For each row of groups its events, then its errors, by step; null: not known by time. */
  readonly groups: Packed | null;
}

/** @param rows how many rows of groups are in the page */
export function stepsOf(summary: Summary, clock: ReportClock, times: GroupTimes | null, rows: number): Steps {
  const plain = bucketsOf(summary, clock);
  if (times !== null && rows > 0) {
    const cell = nominalMs(times.length);
    const buckets = bucketsOf(summary, clock, cell);
    const barOf = barsOf(times, summary, buckets);
    const isOften = buckets.bars.length >= Math.min(LEAST_BARS, plain.bars.length);
    for (let each = Math.ceil(buckets.bars.length / MOST_STEPS); isOften && barOf !== null; each *= 2) {
      const count = Math.ceil(buckets.bars.length / each);
      const groups = packed(times, barOf, each, count, rows);
      if (groups.length <= MOST_CHARACTERS) return { buckets, barsEach: each, count, groups };
      if (count <= LEAST_BARS) break;
    }
  }
  return { buckets: plain, barsEach: 1, count: plain.bars.length, groups: null };
}

/** The bar of each start of cells; null where cells do not lie whole in bars. */
function barsOf(times: GroupTimes, { windows }: Summary, { bars, barOf, cutsEvenly }: Buckets): number[] | null {
  if (!cutsEvenly) return null;
  const known = new Map<string, number>();
  let at = 0;
  // Only the windows at which cells start: there may be 262,144.
  const wanted = new Set(times.starts);
  for (const { start } of windows) {
    if (wanted.has(start)) known.set(start, barOf[at]!);
    at += 1;
  }
  let bar = 0;
  return times.starts.map((start) => {
    const wall = wallOf(start);
    while (bar > 0 && bars[bar]!.start > wall) bar--;
    while (bar < bars.length - 1 && bars[bar]!.end <= wall) bar++;
    return known.get(start) ?? bar;
  });
}

function packed(times: GroupTimes, barOf: readonly number[], each: number, count: number, rows: number): Packed {
  const events = new Float64Array(rows * count);
  const errors = new Float64Array(rows * count);
  for (let cell = 0; cell < times.rows.length; cell++) {
    const row = times.rows[cell]!;
    if (row >= rows) continue;
    const at = row * count + Math.floor(barOf[times.at[cell]!]! / each);
    events[at]! += times.events[cell]!;
    errors[at]! += times.errors[cell]!;
  }
  const all = new Packed();
  for (let row = 0; row < rows; row++) {
    all.addCounts(events.subarray(row * count, (row + 1) * count));
    all.addCounts(errors.subarray(row * count, (row + 1) * count));
  }
  return all;
}
