/** Episodes: which windows, with which codes, and which groups they hit. */
import { type Episode, episodesOf } from '../../stats/episodes.js';
import { groupsIn } from './hit-groups.js';
import { endOf, errorCodesIn, type FindingsView, type Found, rounded } from './view.js';

const MOST_CODES = 10;
/** A code belongs to an episode where at least this share of its errors has it. */
const LEAST_SHARE = 0.05;

export function episodes(view: FindingsView): Found[] {
  const found = episodesOf(view);
  return found.map((episode, i) => {
    const { from, to, events, errors, usual, p } = episode;
    const before = usualBefore(view, found.slice(0, i + 1));
    const limits = { from: view.windows.starts[from]!, to: endOf(view, to - 1) };
    return {
      kind: 'episode',
      from: limits.from,
      to: to === view.events.length ? null : limits.to,
      events,
      errors,
      rate: errors / events,
      rateBefore: before.events === 0 ? null : before.errors / before.events,
      codes: codesOf(view, episode),
      groups: groupsIn(view, limits, usual),
      pValue: rounded(p),
    };
  });
}

/** The windows before the last of these episodes that are in none of them. */
function usualBefore({ events, errors }: FindingsView, all: readonly Episode[]): { events: number; errors: number } {
  const sum = { events: 0, errors: 0 };
  for (let at = 0; at < all.at(-1)!.from; at++) {
    if (all.some(({ from, to }) => at >= from && at < to)) continue;
    sum.events += events[at]!;
    sum.errors += errors[at]!;
  }
  return sum;
}

/** Its error codes by errors, those that became more frequent; at least the most frequent one. */
function codesOf({ windows, catalogue, events }: FindingsView, { from, to, errors }: Episode): number[] {
  const { counts } = windows;
  const here = errorCodesIn(counts, from, to, catalogue);
  const before = errorCodesIn(counts, 0, from, catalogue);
  const after = errorCodesIn(counts, to, counts.length, catalogue);
  let [inside, outside] = [0, 0];
  for (let i = 0; i < events.length; i++) {
    if (i >= from && i < to) inside += events[i]!;
    else outside += events[i]!;
  }
  const isMore = (code: number, n: number) =>
    n / inside > ((before.get(code) ?? 0) + (after.get(code) ?? 0)) / Math.max(1, outside);
  const order = [...here].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const risen = order.filter(([code, n]) => n >= LEAST_SHARE * errors && isMore(code, n));
  return (risen.length === 0 ? order.slice(0, 1) : risen).slice(0, MOST_CODES).map(([code]) => code);
}
