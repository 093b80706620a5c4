import { editDistance } from './edit-distance.js';

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
    const slips = editDistance(raw, meant);
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
