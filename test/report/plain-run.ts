/** What a summary says of a run in which nothing was asked for. */
import { producerOf } from '../../src/aggregate/summary-options.js';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { DEFAULT_MAX_GROUPS } from '../../src/model/plan.js';
import type { SummaryOptions } from '../../src/model/summary.js';

export const PRODUCER = producerOf(BUILT_IN);

export function plainOptions(given: Partial<SummaryOptions> = {}): SummaryOptions {
  return {
    ...{ since: null, until: null, codes: null, categories: null, severities: null, where: null, by: [] },
    ...{ maxGroups: DEFAULT_MAX_GROUPS, count: 'lines', labelled: false, codeKeys: [], ignoreKeys: [] },
    ...{ dateOrder: null, year: null, pattern: null, jsonCode: null, jsonTime: null, timeFormat: null },
    ...given,
  };
}
