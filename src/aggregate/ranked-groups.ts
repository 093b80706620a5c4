/** The order of groups in a summary: by errors, events, then values. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { errorsOf } from './findings/view.js';
import type { GroupCounts } from './groups.js';

/** The numbers of the groups that are kept. */
export function rankedGroups({ names, counts }: GroupCounts['kept'], catalogue: Catalogue): Uint32Array {
  const events = Float64Array.from({ length: counts.length }, (_, group) => counts.sum(group));
  const errors = Float64Array.from({ length: counts.length }, (_, group) => errorsOf(counts, group, catalogue));
  const order = Uint32Array.from({ length: counts.length }, (_, group) => group);
  return order.sort((a, b) => errors[b]! - errors[a]! || events[b]! - events[a]! || names.compare(a, b));
}
