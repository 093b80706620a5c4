/** Which groups errors hit: in a span of time, and over the whole run. */
import type { FindingGroup } from '../../model/finding.js';
import { NO_VALUE } from '../../model/summary.js';
import { standsOut } from '../../stats/episodes.js';
import { riseByChance } from '../../stats/fisher.js';
import { holm } from '../../stats/holm.js';
import type { GroupNames } from '../group-names.js';
import { errorCodesIn, errorsOf, type FindingsView, type Found, rounded } from './view.js';

const MOST_GROUPS = 10;
const MOST_CODES = 10;
const LEAST_ERRORS = 5;
/** A group is hit where it has at least this share of the errors, or so many. */
const LEAST_SHARE = 0.01;
/** A code is named where at least this share of a group's errors has it. */
const LEAST_CODE_SHARE = 0.05;
/** Of Holm's corrected p-values. */
const LEVEL = 0.01;

interface Counts {
  readonly events: number;
  readonly errors: number;
}

/**
 * Those that fail in this span and not as usual, by errors. Empty where events are not grouped, or are not kept by time so
 * finely.
 */
export function groupsIn(
  { groups, cells, cutter }: FindingsView,
  { from, to }: { readonly from: number; readonly to: number },
  usual: Counts,
): FindingGroup[] {
  const data = cells?.data() ?? null;
  if (groups === null || data === null) return [];
  const sums = new Map<number, { events: number; errors: number }>();
  let all = 0;
  for (let i = 0; i < data.groups.length; i++) {
    // A cell that is longer than a window is not known to lie within the span.
    const start = cutter.at(data.starts[i]!).start;
    if (start < from || start >= to) continue;
    const sum = sums.get(data.groups[i]!) ?? { events: 0, errors: 0 };
    sum.events += data.events[i]!;
    sum.errors += data.errors[i]!;
    all += data.errors[i]!;
    sums.set(data.groups[i]!, sum);
  }
  const { names } = groups.kept;
  const isHit = (sum: Counts) =>
    sum.errors >= Math.max(1, Math.min(LEAST_ERRORS, LEAST_SHARE * all)) && standsOut(sum, usual);
  return [...sums]
    .filter(([, sum]) => isHit(sum))
    .sort(([a, one], [b, other]) => other.errors - one.errors || other.events - one.events || names.compare(a, b))
    .slice(0, MOST_GROUPS)
    .map(([group, sum]) => ({ values: valuesOf(names, group), ...sum }));
}

/** Groups whose error rate over the whole run stands out from that of all others, beyond chance. */
export function unusualGroups({ groups, catalogue, windows, cutter }: FindingsView): Found[] {
  if (groups === null || windows.starts.length === 0) return [];
  const { names, counts } = groups.kept;
  if (counts.length < 2) return [];
  const each: Counts[] = Array.from({ length: counts.length }, (_, group) => ({
    events: counts.sum(group),
    errors: errorsOf(counts, group, catalogue),
  }));
  const all = each.reduce((sum, { events, errors }) => ({ events: sum.events + events, errors: sum.errors + errors }));
  const rest = ({ events, errors }: Counts) => ({ events: all.events - events, errors: all.errors - errors });
  const chances = holm(
    each.map((group) => {
      const others = rest(group);
      return group.errors === 0 ? 1 : riseByChance(group.errors, group.events, others.errors, others.events);
    }),
  );
  const from = windows.starts[0]!;
  return each.flatMap((group, number): Found[] => {
    const p = chances[number]!;
    if (p > LEVEL || group.errors < LEAST_ERRORS || !standsOut(group, rest(group))) return [];
    const codes = [...errorCodesIn(counts, number, number + 1, catalogue)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [
      {
        kind: 'group',
        from: cutter.at(from).start,
        to: null,
        ...group,
        rate: group.errors / group.events,
        rateBefore: null,
        codes: codes
          .filter(([, n], i) => i === 0 || n >= LEAST_CODE_SHARE * group.errors)
          .slice(0, MOST_CODES)
          .map(([code]) => code),
        groups: [{ values: valuesOf(names, number), ...group }],
        pValue: rounded(p),
      },
    ];
  });
}

function valuesOf(names: GroupNames, group: number): string[] {
  return names.name(group).map((value) => value ?? NO_VALUE);
}
