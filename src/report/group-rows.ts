/** The rows of a table of groups: those that are shown, and the others added up. */
import type { GroupSummary, GroupsSummary } from '../model/summary.js';
import { fold, split } from './rows.js';

type Sums = Pick<GroupSummary, 'events' | 'errors'> & { readonly groups: number };

export interface FoldedGroups {
  readonly shown: readonly GroupSummary[];
  /** The rows that are not shown. */
  readonly rest: Sums | null;
  /** The groups that the summary has no row for. */
  readonly other: GroupsSummary['other'];
}

/**
 * @param top at most this many, and a row for the rest
 * @param most rows in all, where `top` is null
 */
export function foldedGroups({ rows, other }: GroupsSummary, top: number | null, most = Infinity): FoldedGroups {
  const { shown, rest } = top === null ? fold(rows, most - (other === null ? 0 : 1)) : split(rows, top);
  const sum = (of: 'events' | 'errors') => rest.reduce((all, group) => all + group[of], 0);
  const folded = rest.length === 0 ? null : { groups: rest.length, events: sum('events'), errors: sum('errors') };
  return { shown, rest: folded, other };
}

/** Where not all groups were kept. */
export const SAMPLED_NOTE =
  'There were too many groups to keep all: these are a sample, and the worst may be among the others.';
