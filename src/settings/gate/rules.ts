/** The rules of a gate: those of the command line, and those of the configuration file. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { LEVELS, type Level } from '../../check/document.js';
import { makeRule, noteDoubles, type RuleSpec } from '../../check/make-rule.js';
import type { Rule } from '../../check/rule.js';
import { RULE_KINDS } from '../../check/rules/index.js';
import type { RuleKind, RuleText } from '../../check/rules/kind.js';
import { parseCount } from '../../check/rules/max-count.js';
import { noNewCodes } from '../../check/rules/no-new-codes.js';
import { parseSelector } from '../../check/selector.js';
import { type LogscanError, usageError } from '../../model/errors.js';
import { Mistakes } from '../../model/mistakes.js';
import { listed } from '../../text/words.js';
import type { RuleEntry } from '../config/entries.js';
import type { RawOptions } from '../raw-options.js';
import type { RawValue } from '../raw-value.js';
import { parseConsecutive } from './consecutive.js';
import { type KnownKeys, noteOtherKeys } from './known-keys.js';

/** What holds for rules that do not say it themselves. */
type Defaults = Pick<RuleSpec, 'perWindow' | 'minWindowEvents' | 'minValueEvents'>;

/** A rate of a handful of events says nothing of a value. */
const MIN_VALUE_EVENTS = 20;

/** A rule, and what errors call it by. */
export interface LabelledRule {
  readonly rule: Rule;
  readonly label: string;
}

/** @throws LogscanError `usage` for all rules that are wrong, name what is not known, or are there twice */
export function rulesOf(raw: RawOptions, catalogue: Catalogue): Rule[] {
  const [minimum, minValue] = [raw.value('min-window-events'), raw.value('min-value-events')];
  const defaults: Defaults = {
    perWindow: raw.flag('per-window'),
    minWindowEvents: minimum === null ? 0 : parseCount(minimum.text, minimum.label),
    minValueEvents: minValue === null ? MIN_VALUE_EVENTS : parseCount(minValue.text, minValue.label),
  };
  const mistakes = new Mistakes();
  const entries = raw.layers.flatMap(({ rules }) => rules);
  const rules = [
    ...mistakes.all(entries, (entry) => ruleOfEntry(entry, catalogue, defaults)),
    ...fromOptions(raw, defaults, catalogue, mistakes),
  ];
  noteDoubles(rules, mistakes);
  mistakes.throwFound('the rules');
  return rules.map(({ rule }) => rule);
}

/** What holds for rules of reports and for alerts. */
const FIXED_DEFAULTS: Defaults = { perWindow: false, minWindowEvents: 0, minValueEvents: MIN_VALUE_EVENTS };

/**
 * The rules of a report in a job file. Notes all that are wrong, name what is not known, or are there twice.
 * @param hasNoNewCodes whether the report has that switch beside its rules
 * @returns those that can be made
 */
export function rulesOfReport(
  entries: readonly RuleEntry[],
  hasNoNewCodes: boolean,
  catalogue: Catalogue,
  known: KnownKeys,
  mistakes: Mistakes,
): Rule[] {
  const rules = mistakes.all(entries, (entry) => {
    const made = ruleOfEntry(entry, catalogue);
    noteOtherKeys(made.rule, entry, known, mistakes);
    return made;
  });
  if (hasNoNewCodes) rules.push(fromOption(noNewCodes, switchValue(noNewCodes), FIXED_DEFAULTS, catalogue));
  noteDoubles(rules, mistakes);
  return rules.map(({ rule }) => rule);
}

function fromOptions(raw: RawOptions, defaults: Defaults, catalogue: Catalogue, mistakes: Mistakes): LabelledRule[] {
  return RULE_KINDS.flatMap((kind) => {
    const values = kind.option.isSwitch ? (raw.flag(kind.name) ? [switchValue(kind)] : []) : raw.list(kind.name);
    return mistakes.all(values, (value) => fromOption(kind, value, defaults, catalogue));
  });
}

function switchValue({ name }: RuleKind): RawValue {
  return { label: `--${name}`, text: '' };
}

function fromOption(kind: RuleKind, value: RawValue, defaults: Defaults, catalogue: Catalogue): LabelledRule {
  const { prefix, expected } = kind.option;
  const { label, text } = value;
  const { level, consecutive, rest } = withBehind(value);
  if (consecutive !== null && kind.basis === 'baseline') {
    throw usageError(
      `${label}: expected no row of windows, because it compares whole runs; got ${JSON.stringify(text)}`,
    );
  }
  const [selector, limit] = prefix === null ? [null, rest] : halves(rest);
  if (selector === null && expected !== null) {
    throw usageError(`${label}: expected ${expected}; got ${JSON.stringify(text)}`);
  }
  const select = prefix === 'select' ? selector : null;
  const within = prefix === 'within' ? selector : null;
  const spec: RuleSpec = { kind, limit, select, within, name: null, level: level ?? 'fail', consecutive, ...defaults };
  return { label, rule: makeRule(spec, catalogue) };
}

/** What stands behind a limit, and the rest. */
interface Behind {
  readonly level: Level | null;
  readonly consecutive: number | null;
  readonly rest: RawValue;
}

/** `2% warn for 3 windows` taken apart, in either order. */
function withBehind(value: RawValue): Behind {
  const { label } = value;
  const last = withLevel(value);
  const [, before, span] = /^(.*\S)\s+for\s+(\S+)\s+windows?$/s.exec(last.rest.text) ?? [];
  if (before === undefined) return { ...last, consecutive: null };
  const consecutive = parseConsecutive({ label, text: `${span} windows` });
  const rest = { label, text: before };
  return last.level === null ? { ...withLevel(rest), consecutive } : { level: last.level, consecutive, rest };
}

function withLevel({ label, text }: RawValue): Pick<Behind, 'level' | 'rest'> {
  const found = /^(.*\S)\s+(\S+)\s*$/s.exec(text);
  const level = LEVELS.find((word) => word === found?.[2]);
  return level === undefined
    ? { level: null, rest: { label, text: text.trimEnd() } }
    : { level, rest: { label, text: found![1]! } };
}

/** `critical=0.1%` taken apart at its last equals sign. */
function halves({ label, text }: RawValue): [selector: RuleText | null, limit: RuleText] {
  const at = text.lastIndexOf('=');
  if (at < 0) return [null, { label, text }];
  return [
    { label, text: text.slice(0, at) },
    { label, text: text.slice(at + 1) },
  ];
}

/** @throws LogscanError `usage` for all that is wrong with it */
export function ruleOfEntry(entry: RuleEntry, catalogue: Catalogue, defaults = FIXED_DEFAULTS): LabelledRule {
  const { label } = entry;
  const mistakes = new Mistakes();
  const kind = mistakes.try(() => kindOf(entry));
  const fields = fieldsOf(entry, defaults, mistakes);
  let rule: Rule | undefined;
  if (kind !== undefined) {
    requireFitting(kind, entry, mistakes);
    rule = mistakes.try(() => makeRule({ kind, limit: textOf(entry, kind.name)!, ...fields }, catalogue));
  } else {
    // What they name can be wrong in any rule.
    for (const each of [fields.select, fields.within])
      if (each !== null) mistakes.try(() => parseSelector(each.text, each.label, catalogue));
  }
  mistakes.throwAny(label);
  return { label, rule: rule! };
}

function textOf({ fields }: RuleEntry, name: string): RuleText | null {
  const setting = fields.get(name);
  if (setting === undefined) return null;
  return {
    label: setting.label,
    // Read late: it may be wrong by the schema, which matters only to who reads it.
    get text() {
      return setting.texts.join(',');
    },
  };
}

/** Those that every kind of rule has. What is wrong is noted, and is then as if it were not there. */
function fieldsOf(entry: RuleEntry, defaults: Defaults, mistakes: Mistakes): Omit<RuleSpec, 'kind' | 'limit'> {
  const read = <T>(name: string, parse: (text: RuleText) => T, otherwise: T): T => {
    const text = textOf(entry, name);
    return text === null ? otherwise : (mistakes.try(() => parse(text)) ?? otherwise);
  };
  const count = ({ text, label }: RuleText) => parseCount(text, label);
  return {
    select: textOf(entry, 'select'),
    within: textOf(entry, 'within'),
    name: textOf(entry, 'name'),
    level: read<Level>('level', ({ text }) => LEVELS.find((word) => word === text) ?? 'fail', 'fail'),
    perWindow: read('per-window', ({ text }) => text === 'true', defaults.perWindow),
    consecutive: read<number | null>('for', parseConsecutive, null),
    minWindowEvents: read('min-window-events', count, defaults.minWindowEvents),
    minValueEvents: read('min-value-events', count, defaults.minValueEvents),
  };
}

/** Notes the fields that do not go with the kind of the rule, or with each other. */
function requireFitting(kind: FieldKind, entry: RuleEntry, mistakes: Mistakes): void {
  const field = (name: string) => textOf(entry, name);
  const note = (made: () => LogscanError) => mistakes.try(() => mistakes.note(made()));
  for (const name of ['select', 'within'] as const) {
    const value = field(name);
    if (value !== null && kind.fields[name] === 'none')
      note(() => usageError(`${value.label}: expected none beside ${kind.name}; got ${JSON.stringify(value.text)}`));
  }
  if (field('select') === null && kind.fields.select === 'required')
    note(() => usageError(`${entry.label}: expected select beside ${kind.name}; got none`));
  const [perWindow, inARow] = [field('per-window'), field('for')];
  if (kind.basis === 'baseline') {
    const wholeRuns = `expected none beside ${kind.name}, which compares whole runs`;
    if (perWindow !== null && mistakes.try(() => perWindow.text) === 'true')
      note(() => usageError(`${perWindow.label}: ${wholeRuns}; got true`));
    if (inARow !== null) note(() => usageError(`${inARow.label}: ${wholeRuns}; got ${inARow.text}`));
  } else if (inARow !== null && perWindow !== null && mistakes.try(() => perWindow.text) === 'false') {
    note(() => usageError(`${perWindow.label}: expected true beside for, which is about windows; got false`));
  }
}

type FieldKind = RuleKind & { readonly fields: NonNullable<RuleKind['fields']> };

/** The one kind whose field the rule has. */
function kindOf({ label, fields }: RuleEntry): FieldKind {
  const known = RULE_KINDS.filter((kind): kind is FieldKind => kind.fields !== null);
  const named = known.filter(({ name }) => fields.has(name));
  const [kind] = named;
  if (kind !== undefined && named.length === 1) return kind;
  const got = named.length === 0 ? 'none' : named.map(({ name }) => name).join(' and ');
  throw usageError(
    `${label}: expected one of ${listed(
      known.map(({ name }) => name),
      'or',
    )}; got ${got}`,
  );
}
