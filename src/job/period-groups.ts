/** Adds the groups of a period to a tally, from a history: their codes, and their events and errors by window. */
import type { Tally } from '../aggregate/tally.js';
import type { GroupCount } from '../history/counts/read-period.js';
import type { History } from '../history/history.js';
import { FIRST_CODE } from '../model/code.js';
import type { WindowLength } from '../model/window.js';
import { WindowCutter } from '../time/windows.js';

/**
 * @param history whose counts of the period were read last
 * @param window the length of the tally's windows
 */
export async function addGroups(
  { groups, cells, plan }: Tally,
  counts: readonly GroupCount[],
  window: WindowLength,
  history: History,
): Promise<void> {
  if (groups === null || cells === null) return;
  const numbers = new Map<number, number>();
  const errorCodes = new Set<number>();
  for (const { group, name, code, n } of counts) {
    numbers.set(group, groups.addNamed(name.slice(0, plan.groupKeys), code - FIRST_CODE, n));
    if (plan.errorCodes[code - FIRST_CODE] === 1) errorCodes.add(code);
  }
  if (groups.isSampled) {
    // Their numbers have changed, and cells would say nothing of the others.
    cells.drop();
    return;
  }
  const cutter = new WindowCutter(plan.timeZone, window);
  await history.groupCells(
    (time) => cutter.at(time).start,
    [...errorCodes],
    ({ start, group, events, errors }) => {
      const number = numbers.get(group)!;
      if (errors > 0) cells.add(number, start, errors, 1);
      if (events > errors) cells.add(number, start, events - errors, 0);
    },
  );
}
