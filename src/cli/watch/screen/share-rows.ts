/** How the rows of a screen are shared by its lists. */

/**
 * @param wants rows that each list has
 * @param room rows that there are
 * @param first the list that gets its share first; -1: none
 * @param least fewer rows than these are of no use: a list gets them or none
 * @returns the rows of each; their sum is at most `room`
 */
export function shareRows(wants: readonly number[], room: number, first: number, least: number): number[] {
  const heights = wants.map(() => 0);
  // The one that the reader is in has at least its title and a row; then the others, from the top.
  const order = wants.map((_, i) => i).sort((a, b) => Number(b === first) - Number(a === first));
  let left = Math.max(0, room);
  for (const i of order) {
    if (left < least) break;
    heights[i] = Math.min(wants[i]!, least);
    left -= heights[i]!;
  }
  // The rest goes around, a row each.
  for (let given = true; given && left > 0; ) {
    given = false;
    for (const i of order) {
      if (left === 0 || heights[i] === 0 || heights[i]! >= wants[i]!) continue;
      heights[i]! += 1;
      left -= 1;
      given = true;
    }
  }
  return heights;
}
