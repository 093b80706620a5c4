/** Episodes: which windows, with which codes, and which groups they hit. */
import { episodesOf } from '../../stats/episodes.js';
import { percent } from '../../text/numbers.js';
import { groupsIn } from './hit-groups.js';
import { endOf, errorCodesIn, type FindingsView, type Found, MOST_NAMED, mainCodes, rounded } from './view.js';

export function episodes(view: FindingsView): Found[] {
  /** The windows before an episode that are in none. */
  const before = { events: 0, errors: 0 };
  let counted = 0;
  const everywhere = errorCodesIn(view.windows.counts, 0, view.events.length, view.catalogue);
  const all = view.events.reduce((sum, n) => sum + n, 0);
  return episodesOf(view).map((episode) => {
    const { from, to, events, errors, usual, p } = episode;
    addWindows(before, view, counted, from);
    counted = to;
    const limits = { from: view.windows.starts[from]!, to: endOf(view, to - 1) };
    const here = errorCodesIn(view.windows.counts, from, to, view.catalogue);
    // Those that became more frequent.
    const isMore = (code: number, n: number) => n * (all - events) > (everywhere.get(code)! - n) * events;
    const codes = mainCodes(here, errors, isMore);
    const hit = groupsIn(view, limits, usual);
    // Where nothing comes before it, the usual windows come after it.
    const [other, when] = before.events > 0 ? [before, 'before'] : [usual, 'after'];
    return {
      kind: 'episode',
      from: limits.from,
      to: to === view.events.length ? null : limits.to,
      events,
      errors,
      rate: errors / events,
      rateBefore: before.events === 0 ? null : before.errors / before.events,
      codes: codes.slice(0, MOST_NAMED),
      groups: hit.slice(0, MOST_NAMED),
      pValue: rounded(p),
      what: `${percent(errors, events)} errors (${percent(other.errors, other.events)} ${when})`,
      inAll: {
        codes: codes.length,
        groups: hit.length,
        groupErrors: hit.reduce((sum, group) => sum + group.errors, 0),
      },
    };
  });
}

function addWindows(
  sum: { events: number; errors: number },
  { events, errors }: Pick<FindingsView, 'events' | 'errors'>,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    sum.events += events[at]!;
    sum.errors += errors[at]!;
  }
}
