import { editDistance } from './edit-distance.js';

/**
 * The candidate that a mistyped word most likely means, or null. Allowed is one edit (a letter added, left out or changed,
 * or two neighbours swapped), in words from eight letters on two, and in words below three letters none. Another candidate
 * with as few edits makes it ambiguous: null. Case does not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const raw = word.toLowerCase();
  const allowed = raw.length < 3 ? 0 : raw.length < 8 ? 1 : 2;
  let best: string | null = null;
  let bestEdits = allowed + 1;
  let alone = false;
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase();
    if (Math.abs(meant.length - raw.length) > allowed) continue;
    const edits = editDistance(raw, meant);
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
      alone = true;
    } else if (edits === bestEdits && meant !== best?.toLowerCase()) {
      alone = false;
    }
  }
  return alone ? best : null;
}
