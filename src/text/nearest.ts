/**
 * The one candidate that a mistyped word surely means, or null: at most one slip (a letter added, left out, changed,
 * or two neighbours swapped), two from eight letters on, and no other candidate as near. Case does not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const raw = word.toLowerCase();
  const allowed = raw.length < 3 ? 0 : raw.length < 8 ? 1 : 2;
  let best: string | null = null;
  let bestSlips = allowed + 1;
  let alone = false;
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase();
    if (Math.abs(meant.length - raw.length) > allowed) continue;
    const slips = distance(raw, meant);
    if (slips < bestSlips) {
      best = candidate;
      bestSlips = slips;
      alone = true;
    } else if (slips === bestSlips && meant !== best?.toLowerCase()) {
      alone = false;
    }
  }
  return alone ? best : null;
}

/** Optimal string alignment distance. Both words are short. */
function distance(a: string, b: string): number {
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
