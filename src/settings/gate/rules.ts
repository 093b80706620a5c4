/** The rules of a gate: those of the command line, and those of the configuration file. */

import type { Catalogue } from '../../catalogue/catalogue.js';
import { checkUnique, makeRule, parseCount, type RuleText, type RuleWords } from '../../check/make-rule.js';
import { LEVELS, type Level, type Rule } from '../../check/rule.js';
import { LogscanError, usageError } from '../../model/errors.js';
import type { RuleEntry } from '../config/config.js';
import { listed } from '../parse-values.js';
import type { RawOptions, RawValue } from '../raw-options.js';

/** For rules that do not say it themselves. */
interface Standards {
  readonly perWindow: boolean;
  readonly minWindowEvents: number;
}

/**
 * @throws LogscanError `usage` for a rule that is wrong, names what is not known, or is there twice; one error for all
 * mistakes of a file
 */
export function rulesOf(raw: RawOptions, catalogue: Catalogue): Rule[] {
  const minimum = raw.one('min-window-events');
  const standards: Standards = {
    perWindow: raw.flag('per-window'),
    minWindowEvents: minimum === null ? 0 : parseCount(minimum.text, minimum.label),
  };
  const file = raw.layers.flatMap(({ rules }) => rules);
  const rules = [...fromFile(file, standards, catalogue), ...fromOptions(raw, standards, catalogue)];
  checkUnique(rules);
  return rules.map(({ rule }) => rule);
}

/**
 * The same of a report in a job file.
 * @param noNewCodes whether the report has the rule of that name, which takes nothing
 */
export function rulesOfReport(entries: readonly RuleEntry[], noNewCodes: boolean, catalogue: Catalogue): Rule[] {
  const standards: Standards = { perWindow: false, minWindowEvents: 0 };
  const rules = fromFile(entries, standards, catalogue);
  if (noNewCodes) rules.push(fromWords('--no-new-codes', NO_NEW_CODES, standards, catalogue));
  checkUnique(rules);
  return rules.map(({ rule }) => rule);
}

interface LabelledRule {
  readonly rule: Rule;
  readonly label: string;
}

function fromOptions(raw: RawOptions, standards: Standards, catalogue: Catalogue): LabelledRule[] {
  const rules: LabelledRule[] = [];
  const add = (label: string, words: SomeWords) => rules.push(fromWords(label, words, standards, catalogue));
  for (const given of raw.many('max-error-rate')) {
    const { select, limit } = halves(given);
    add(given.label, { kind: 'max-error-rate', limit, within: select });
  }
  for (const kind of ['max-rate', 'max-count'] as const) {
    for (const given of raw.many(kind)) {
      const { select, limit } = halves(given);
      const what = kind === 'max-rate' ? 'SELECTOR=RATE, such as critical=0.1%' : 'SELECTOR=NUMBER, such as 109004=0';
      if (select === null) throw usageError(`${given.label}: expected ${what}; got ${JSON.stringify(given.text)}`);
      add(given.label, { kind, limit, select });
    }
  }
  for (const given of raw.many('require')) add(given.label, { kind: 'require', limit: given });
  for (const given of raw.many('max-rise')) {
    const { select, limit } = halves(given);
    add(given.label, { kind: 'max-rise', limit, select, perWindow: false });
  }
  if (raw.flag('no-new-codes')) add('--no-new-codes', NO_NEW_CODES);
  return rules;
}

type SomeWords = Partial<RuleWords> & Pick<RuleWords, 'kind' | 'limit'>;

const NO_NEW_CODES: SomeWords = {
  kind: 'no-new-codes',
  limit: { text: '', label: '--no-new-codes' },
  perWindow: false,
};

function fromWords(label: string, words: SomeWords, standards: Standards, catalogue: Catalogue): LabelledRule {
  const blank = { select: null, within: null, name: null, level: 'fail' as Level };
  return { label, rule: makeRule({ ...blank, ...standards, ...words }, catalogue) };
}

/** `critical=0.1%` taken apart at its last equals sign. */
function halves({ label, text }: RawValue): { select: RuleText | null; limit: RuleText } {
  const at = text.lastIndexOf('=');
  if (at < 0) return { select: null, limit: { label, text } };
  return { select: { label, text: text.slice(0, at) }, limit: { label, text: text.slice(at + 1) } };
}

const LIMITS = ['max-error-rate', 'max-rate', 'max-count', 'require', 'max-rise'] as const;
/** Which of the two each kind of limit takes beside it. */
const TAKES: Readonly<Record<(typeof LIMITS)[number], readonly string[]>> = {
  'max-error-rate': ['within'],
  'max-rate': ['select', 'within'],
  'max-count': ['select', 'within'],
  require: [],
  'max-rise': ['select', 'within'],
};

function fromFile(entries: readonly RuleEntry[], standards: Standards, catalogue: Catalogue): LabelledRule[] {
  const rules: LabelledRule[] = [];
  const mistakes: LogscanError[] = [];
  for (const entry of entries) {
    try {
      rules.push({ label: entry.label, rule: makeRule(wordsOf(entry, standards), catalogue) });
    } catch (error) {
      if (!(error instanceof LogscanError)) throw error;
      mistakes.push(error);
    }
  }
  if (mistakes.length === 1) throw mistakes[0];
  if (mistakes.length > 1) {
    const told = mistakes.map(({ message, tip }) => (tip === null ? message : `${message} (${tip})`));
    throw usageError([`${mistakes.length} mistakes in the rules`, ...told].join('\n'));
  }
  return rules;
}

function wordsOf({ label, fields }: RuleEntry, standards: Standards): RuleWords {
  const worded = (field: string): RuleText | null => {
    const setting = fields.get(field);
    return setting === undefined ? null : { label: setting.label, text: setting.texts.join(',') };
  };
  const kinds = LIMITS.filter((kind) => fields.has(kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    throw usageError(
      `${label}: expected one of ${listed(LIMITS)}; got ${kinds.length === 0 ? 'none' : kinds.join(' and ')}`,
    );
  }
  const [select, within] = [worded('select'), worded('within')];
  for (const [field, value] of Object.entries({ select, within })) {
    if (value !== null && !TAKES[kind].includes(field)) {
      throw usageError(`${value.label}: expected none beside ${kind}; got ${JSON.stringify(value.text)}`);
    }
  }
  if (select === null && (kind === 'max-rate' || kind === 'max-count')) {
    throw usageError(`${label}: expected select beside ${kind}; got none`);
  }
  const perWindow = worded('per-window');
  if (perWindow?.text === 'true' && kind === 'max-rise') {
    throw usageError(`${perWindow.label}: expected none beside max-rise, which compares whole runs; got true`);
  }
  const minimum = worded('min-window-events');
  const level = worded('level')?.text;
  return {
    kind,
    limit: worded(kind)!,
    select,
    within,
    name: worded('name'),
    level: LEVELS.find((word) => word === level) ?? 'fail',
    perWindow: kind !== 'max-rise' && (perWindow === null ? standards.perWindow : perWindow.text === 'true'),
    minWindowEvents: minimum === null ? standards.minWindowEvents : parseCount(minimum.text, minimum.label),
  };
}
