/**
 * How many slips make one word the other: a letter put in, left out or changed, or two neighbours swapped (the optimal
 * string alignment distance). For short words: it takes time in proportion to the product of their lengths.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let slips = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      slips = Math.min(slips, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) slips = Math.min(slips, before[j - 2]! + 1);
      row.push(slips);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
