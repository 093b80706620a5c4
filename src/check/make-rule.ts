/** From the words of a rule, wherever they were written, to the rule. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { usageError } from '../model/errors.js';
import { parseAllowance, parseRate } from './ratio.js';
import { COMPLETE_ID, EVENTS_ID, type Level, type Limit, type Rule, slug } from './rule.js';
import { errorsOf, parseSelector, type Selector } from './selector.js';

/** A text and the name by which errors call it: `--max-rate`, or the file, line and path of a field. */
export interface RuleText {
  readonly text: string;
  readonly label: string;
}

export type LimitKind = 'max-error-rate' | Limit['kind'];

/** The words of one rule. What a kind of limit does not take is null. */
export interface RuleWords {
  readonly kind: LimitKind;
  /** The limit's own text: a rate, a count, an allowance; for `require` the selector. */
  readonly limit: RuleText;
  readonly select: RuleText | null;
  readonly within: RuleText | null;
  /** Null: named after what it looks at. */
  readonly name: RuleText | null;
  readonly level: Level;
  readonly perWindow: boolean;
  readonly minWindowEvents: number;
}

/** @throws LogscanError `usage` for the first word that is wrong */
export function makeRule(words: RuleWords, catalogue: Catalogue): Rule {
  const { kind, limit, level, perWindow, minWindowEvents } = words;
  const select = selectorOf(words, catalogue);
  const within = words.within === null ? null : parseSelector(words.within.text, words.within.label, catalogue);
  if (perWindow && (select.group !== null || (within !== null && within.group !== null))) {
    throw usageError(
      `${limit.label}: expected codes in a rule for each window; got ${(within?.group ? within : select).text}`,
      'counts by key are kept for the whole span only: make it a rule without per-window',
    );
  }
  if (select.group !== null && within !== null && within.group !== null) {
    throw usageError(`${words.select!.label}: expected codes where within names a key; got ${select.text}`);
  }
  const { id, name } = naming(words, select, within);
  return { id, name, level, select, within, limit: limitOf(kind, limit), perWindow, minWindowEvents };
}

function selectorOf({ kind, limit, select }: RuleWords, catalogue: Catalogue): Selector {
  if (kind === 'require') return parseSelector(limit.text, limit.label, catalogue);
  if (select !== null) return parseSelector(select.text, select.label, catalogue);
  return errorsOf(catalogue);
}

function limitOf(kind: LimitKind, { text, label }: RuleText): Limit {
  switch (kind) {
    case 'max-error-rate':
    case 'max-rate':
      return { kind: 'max-rate', rate: parseRate(text, label) };
    case 'max-count':
      return { kind, count: parseCount(text, label) };
    case 'max-rise':
      return { kind, allowance: parseAllowance(text, label) };
    case 'require':
    case 'no-new-codes':
      return { kind };
  }
}

/** @throws LogscanError `usage` that starts with `label` */
export function parseCount(text: string, label: string): number {
  if (/^\d{1,15}$/.test(text.trim())) return Number(text);
  throw usageError(`${label}: expected a whole number from 0 on; got ${JSON.stringify(text)}`);
}

/** The name does not tell the limit, so that a rule stays the same one when its limit changes. */
function naming(words: RuleWords, select: Selector, within: Selector | null): { id: string; name: string } {
  if (words.name === null) {
    const { kind } = words;
    const looksAt = kind === 'max-error-rate' || kind === 'no-new-codes' ? null : select.text;
    const id = [kind, looksAt, within === null ? null : `within/${within.text}`]
      .filter((part) => part !== null)
      .join('/');
    return { id, name: nameOf(kind, select, within) };
  }
  const { text, label } = words.name;
  const id = slug(text);
  if (id === '') throw usageError(`${label}: expected a name with letters or digits; got ${JSON.stringify(text)}`);
  if (id === COMPLETE_ID || id === EVENTS_ID) {
    throw usageError(`${label}: expected a name of its own; got ${JSON.stringify(text)}, which every gate has already`);
  }
  return { id, name: text.trim() };
}

function nameOf(kind: LimitKind, { what }: Selector, within: Selector | null): string {
  const among = within === null ? '' : ` among ${within.what}`;
  switch (kind) {
    case 'max-error-rate':
      return `error rate${among}`;
    case 'max-rate':
      return `rate of ${what}${among}`;
    case 'max-count':
      return `count of ${what}${among}`;
    case 'require':
      return `${what} must occur`;
    case 'max-rise':
      return what === 'errors' ? `rise of the error rate${among}` : `rise of the rate of ${what}${among}`;
    case 'no-new-codes':
      return 'no new error codes';
  }
}

/** @throws LogscanError `usage` for the second rule with an id that another one has */
export function checkUnique(rules: readonly { readonly rule: Rule; readonly label: string }[]): void {
  const seen = new Map<string, string>();
  for (const { rule, label } of rules) {
    const earlier = seen.get(rule.id);
    if (earlier !== undefined) {
      throw usageError(`${label}: expected each rule once; got "${rule.name}" here and by ${earlier}`);
    }
    seen.set(rule.id, label);
  }
}
