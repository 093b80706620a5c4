/** What several have counted, as one summary. */
import { usageError } from '../model/errors.js';
import type { PartialDocument } from '../model/partial.js';
import type { Summary } from '../model/summary.js';
import { Merge } from '../partial/merge.js';
import { checkedPartial } from '../settings/partial/read-partials.js';
import { shown } from '../text/shown.js';
import { plainSummary } from './found.js';
import { hold, type OptionKinds } from './held-options.js';
import type { MergeOptions } from './merge-options.js';
import { withNamesLater } from './option-names.js';
import { catalogueOf } from './options.js';

const MERGE_OPTIONS: OptionKinds<MergeOptions> = { allowSame: 'boolean', catalogue: 'catalogue' };

export function mergeDocuments(partials: readonly PartialDocument[], options: MergeOptions): Promise<Summary> {
  return withNamesLater(async () => {
    hold(options, MERGE_OPTIONS);
    if (!Array.isArray(partials)) throw usageError(`partials: expected an array; got ${shown(partials)}`);
    const catalogue = catalogueOf(options);
    const isEnriched = options.catalogue !== undefined;
    const settings = { catalogue, isEnriched, allowsSame: options.allowSame ?? false, plan: null };
    let merge: Merge | null = null;
    for (const [i, given] of partials.entries()) {
      const name = `partials[${i}]`;
      const partial = checkedPartial(given, name);
      merge ??= new Merge(partial, name, settings);
      merge.add(partial, name);
    }
    if (merge === null) throw usageError('partials: expected at least one; got an empty array');
    const { summary, groupTimes } = merge.summary();
    return plainSummary(summary, { groupTimes, catalogue });
  });
}
