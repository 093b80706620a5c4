/** What the summary document says of the decisions that it was made by. */
import { CATEGORIES, type CodeInfo, SEVERITIES } from '../model/code.js';
import type { ScanPlan } from '../model/plan.js';
import { RULES_EDITION } from '../model/rules-edition.js';
import type { Producer, SummaryOptions } from '../model/summary.js';
import { VERSION } from '../model/version.js';
import { formatInstant } from '../time/instants.js';

export function producerOf(catalogue: { readonly digest: string }): Producer {
  return { version: VERSION, rules: RULES_EDITION, catalogue: catalogue.digest };
}

export type Decisions = Pick<
  ScanPlan,
  'since' | 'until' | 'codes' | 'categories' | 'severities' | 'where' | 'groupKeys' | 'maxGroups' | 'count' | 'format'
> & { readonly rules: Pick<ScanPlan['rules'], 'labelled' | 'codeKeys' | 'ignoreKeys' | 'dateOrder' | 'year'> };

/** The keys stand in the order of the document, and the values of lists in an order of their own. */
export function summaryOptions({ rules, format, ...plan }: Decisions): SummaryOptions {
  const instant = (time: number | null) => (time === null || !Number.isFinite(time) ? null : formatInstant(time));
  const inOrder = <T>(all: readonly T[], set: ReadonlySet<T> | null) =>
    set === null ? null : all.filter((each) => set.has(each));
  const json = format?.kind === 'json' ? format : null;
  return {
    since: instant(plan.since),
    until: instant(plan.until),
    codes: plan.codes === null ? null : [...plan.codes].sort((a, b) => a - b),
    categories: inOrder<CodeInfo['category']>(CATEGORIES, plan.categories),
    severities: inOrder<CodeInfo['severity']>(SEVERITIES, plan.severities),
    where: plan.where.length === 0 ? null : plan.where.map(({ text }) => text),
    by: [...plan.groupKeys],
    maxGroups: plan.maxGroups,
    count: plan.count,
    labelled: rules.labelled,
    codeKeys: [...rules.codeKeys].sort(),
    ignoreKeys: [...rules.ignoreKeys].sort(),
    dateOrder: rules.dateOrder,
    year: rules.year,
    pattern: format?.kind === 'pattern' ? format.pattern : null,
    jsonCode: json?.codePath ?? null,
    jsonTime: json?.timePath ?? null,
    timeFormat: format?.timeFormat ?? null,
  };
}

/** Whether events were picked by their code: a rate of what was picked says nothing. */
export function isPicked({ codes, categories, severities }: SummaryOptions): boolean {
  return codes !== null || categories !== null || severities !== null;
}
