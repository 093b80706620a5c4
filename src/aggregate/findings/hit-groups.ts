/** Which groups errors hit: in a span of time, and over the whole run. */
import type { FindingGroup } from '../../model/finding.js';
import { NO_VALUE } from '../../model/summary.js';
import { type Counts, standsOut } from '../../stats/episodes.js';
import { riseByChance } from '../../stats/fisher.js';
import { holm } from '../../stats/holm.js';
import { percent } from '../../text/numbers.js';
import type { GroupNames } from '../group-names.js';
import { errorCodesIn, type FindingsView, type Found, MOST_NAMED, mainCodes, NONE_IN_ALL, rounded } from './view.js';

const LEAST_ERRORS = 5;
/** A group is hit where it has at least this share of the errors, or so many. */
const LEAST_SHARE = 0.01;
/** Of Holm's corrected p-values. */
const LEVEL = 0.01;

/**
 * Those that fail in this span and not as usual, by errors. Empty where events are not grouped, or are not kept by time so
 * finely.
 */
export function groupsIn(
  { groups }: FindingsView,
  { from, to }: { readonly from: number; readonly to: number },
  usual: Counts,
): FindingGroup[] {
  if (groups === null || groups.cells === null) return [];
  const { names, cells } = groups;
  const sums = new Map<number, { events: number; errors: number }>();
  let all = 0;
  for (let i = 0; i < cells.groups.length; i++) {
    if (cells.starts[i]! < from || cells.starts[i]! >= to) continue;
    const sum = sums.get(cells.groups[i]!) ?? { events: 0, errors: 0 };
    sum.events += cells.events[i]!;
    sum.errors += cells.errors[i]!;
    all += cells.errors[i]!;
    sums.set(cells.groups[i]!, sum);
  }
  const isHit = (sum: Counts) =>
    sum.errors >= Math.max(1, Math.min(LEAST_ERRORS, LEAST_SHARE * all)) && standsOut(sum, usual);
  return [...sums]
    .filter(([, sum]) => isHit(sum))
    .sort(([a, one], [b, other]) => other.errors - one.errors || other.events - one.events || names.compare(a, b))
    .map(([group, sum]) => ({ values: valuesOf(names, group), ...sum }));
}

/** Groups whose error rate over the whole run stands out from that of all others, beyond chance. */
export function unusualGroups({ groups, catalogue, windows }: FindingsView): Found[] {
  if (groups === null || groups.sums.length < 2) return [];
  const { names, counts, sums, all } = groups;
  const others = ({ events, errors }: Counts) => ({ events: all.events - events, errors: all.errors - errors });
  const chances = holm(
    sums.map((group) => {
      const { events, errors } = others(group);
      return group.errors === 0 ? 1 : riseByChance(group.errors, group.events, errors, events);
    }),
  );
  return sums.flatMap((group, number): Found[] => {
    const p = chances[number]!;
    const { events, errors } = group;
    const rest = others(group);
    if (p > LEVEL || errors < LEAST_ERRORS || !standsOut(group, rest)) return [];
    const codes = mainCodes(errorCodesIn(counts, number, number + 1, catalogue), errors);
    return [
      {
        kind: 'group',
        from: windows.starts[0]!,
        to: null,
        events,
        errors,
        rate: errors / events,
        rateBefore: null,
        codes: codes.slice(0, MOST_NAMED),
        groups: [{ values: valuesOf(names, number), events, errors }],
        pValue: rounded(p),
        what: `${percent(errors, events)} errors (${percent(rest.errors, rest.events)} for the others)`,
        inAll: { ...NONE_IN_ALL, codes: codes.length },
      },
    ];
  });
}

function valuesOf(names: GroupNames, group: number): string[] {
  return names.name(group).map((value) => value ?? NO_VALUE);
}
