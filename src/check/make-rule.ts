/** From the texts of a rule, wherever they were written, to the rule. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { usageError } from '../model/errors.js';
import { type Mistakes, readParts } from '../model/mistakes.js';
import { counted } from '../text/numbers.js';
import { COMPLETE_ID, EVENTS_ID } from './conditions.js';
import type { Level } from './document.js';
import type { Rule } from './rule.js';
import type { RuleKind, RuleText, RuleTexts } from './rules/kind.js';
import { EACH_VALUE, parseSelector, type Selector } from './selector.js';
import { amongText } from './wording.js';

/** A rule as it was written. */
export interface RuleSpec extends RuleTexts {
  readonly kind: RuleKind;
  /** Null: named after what it is about. */
  readonly name: RuleText | null;
  readonly level: Level;
  /** Only kinds whose basis is the run have windows; to others it means nothing. */
  readonly perWindow: boolean;
  /** `for`: so many windows in a row must break it, which makes it a rule for each window; null: it does not say. */
  readonly consecutive: number | null;
  readonly minWindowEvents: number;
  readonly minValueEvents: number;
}

/** @throws LogscanError `usage` for all texts that are wrong; where none is, for the first two that do not go together */
export function makeRule(spec: RuleSpec, catalogue: Catalogue): Rule {
  const { kind, limit, level, consecutive, minWindowEvents, minValueEvents } = spec;
  const read = readParts(limit.label, {
    select: () => kind.selector(spec, catalogue),
    within: () => (spec.within === null ? null : parseSelector(spec.within.text, spec.within.label, catalogue)),
    limit: () => kind.limit(limit, catalogue),
    naming: () => (spec.name === null ? null : givenNaming(spec.name)),
  });
  const { select, within } = read;
  if (select.group?.value === EACH_VALUE) {
    throw usageError(
      `${(spec.select ?? limit).label}: expected one value of ${select.group.key}; got ${EACH_VALUE}`,
      `within: ${select.text} holds each of them to a rule`,
    );
  }
  const perWindow = kind.basis === 'run' && (spec.perWindow || consecutive !== null);
  if (perWindow && (select.group !== null || (within !== null && within.group !== null))) {
    throw usageError(
      `${limit.label}: expected codes in a rule for each window; got ${(within?.group ? within : select).text}`,
      `counts by key are kept for the whole span only: make it a rule without ${windowFields(spec).join(' and ')}`,
    );
  }
  if (select.group !== null && within !== null && within.group !== null) {
    throw usageError(`${spec.select!.label}: expected codes where within names a key; got ${select.text}`);
  }
  if (within?.group?.value === EACH_VALUE && kind.basis === 'baseline') {
    throw usageError(`${spec.within!.label}: expected one value beside ${kind.name}, which compares whole runs; got *`);
  }
  const { id, name } = read.naming ?? ownNaming(spec, select, within);
  return {
    ...{ id, name, level, select, within, limit: read.limit },
    ...{ perWindow, consecutive, minWindowEvents, minValueEvents },
  };
}

/** What makes it a rule for each window, as its writer knows it. */
function windowFields({ perWindow, consecutive }: RuleSpec): string[] {
  return [...(consecutive === null ? [] : ['for']), ...(perWindow ? ['per-window'] : [])];
}

/** Neither id nor name has the limit, so that a rule stays the same one when its limit changes. */
function ownNaming(
  { kind, level, consecutive }: RuleSpec,
  select: Selector,
  within: Selector | null,
): { id: string; name: string } {
  const parts = [
    kind.name,
    ...(kind.idNamesSelector ? [select.text] : []),
    ...(within === null ? [] : [`within/${within.text}`]),
    // Those for 2 windows, for 3 windows and for the whole run are different rules; so are one that warns and one that fails.
    ...(consecutive === null ? [] : ['for', String(consecutive)]),
    ...(level === 'warn' ? ['warn'] : []),
  ];
  const title = kind.title(select, amongText(within));
  return {
    id: parts.join('/'),
    name: consecutive === null ? title : `${title}, ${counted(consecutive, 'window')} in a row`,
  };
}

function givenNaming({ text, label }: RuleText): { id: string; name: string } {
  const id = slug(text);
  if (id === '') throw usageError(`${label}: expected a name with letters or digits; got ${JSON.stringify(text)}`);
  if (id === COMPLETE_ID || id === EVENTS_ID) {
    throw usageError(`${label}: expected a name of its own; got ${JSON.stringify(text)}, which every gate has already`);
  }
  return { id, name: text.trim() };
}

/** `Too many "after hours"` as `too-many-after-hours`; empty where nothing is left. */
function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Notes each rule with an id that another one before it has. */
export function noteDoubles(
  rules: readonly { readonly rule: Rule; readonly label: string }[],
  mistakes: Mistakes,
): void {
  const labels = new Map<string, string>();
  for (const { rule, label } of rules) {
    const earlier = labels.get(rule.id);
    if (earlier !== undefined) {
      mistakes.note(usageError(`${label}: expected each rule once; got "${rule.name}" here and by ${earlier}`));
    } else labels.set(rule.id, label);
  }
}
