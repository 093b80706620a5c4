/** Gives the cells of a tally as renderers read them: by the rows of its summary, and by windows or longer. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { GroupTimes } from '../model/group-times.js';
import { formatInZone } from '../time/instants.js';
import { nominalMs } from '../time/window-length.js';
import { WindowCutter } from '../time/windows.js';
import { rankedGroups } from './ranked-groups.js';
import type { Tally } from './tally.js';

/**
 * @param rows how many groups have a row in the summary; the first ones
 * @returns null where events are not grouped, or their groups not kept by time
 */
export function groupTimes(tally: Tally, catalogue: Catalogue, rows: number): GroupTimes | null {
  const { groups, cells, plan } = tally;
  const data = cells?.data() ?? null;
  if (groups === null || data === null || data.groups.length === 0) return null;
  const rowOf = new Int32Array(data.groups.reduce((most, group) => Math.max(most, group), 0) + 1).fill(-1);
  for (const [row, group] of rankedGroups(groups.kept, catalogue).subarray(0, rows).entries()) rowOf[group] = row;
  const [window, own] = [tally.windows().length, cells!.length!];
  const length = nominalMs(own) > nominalMs(window) ? own : window;
  const cutter = new WindowCutter(plan.timeZone, length);
  const cellStarts = data.starts.map((start) => cutter.at(start).start);
  const starts = [...new Set(cellStarts)].sort((a, b) => a - b);
  const numberOf = new Map(starts.map((start, number) => [start, number]));
  const kept = Int32Array.from(data.groups.keys()).filter((cell) => rowOf[data.groups[cell]!]! >= 0);
  return {
    length,
    starts: starts.map((start) => formatInZone(start, plan.timeZone)),
    rows: kept.map((cell) => rowOf[data.groups[cell]!]!),
    at: kept.map((cell) => numberOf.get(cellStarts[cell]!)!),
    events: Float64Array.from(kept, (cell) => data.events[cell]!),
    errors: Float64Array.from(kept, (cell) => data.errors[cell]!),
  };
}
