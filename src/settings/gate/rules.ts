/** The rules of a gate: those of the command line, and those of the configuration file. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { LEVELS, type Level } from '../../check/document.js';
import { checkUnique, makeRule, type RuleSpec } from '../../check/make-rule.js';
import type { Rule } from '../../check/rule.js';
import { RULE_KINDS } from '../../check/rules/index.js';
import type { RuleKind, RuleText } from '../../check/rules/kind.js';
import { parseCount } from '../../check/rules/max-count.js';
import { noNewCodes } from '../../check/rules/no-new-codes.js';
import { usageError } from '../../model/errors.js';
import { listed } from '../../text/words.js';
import type { RuleEntry } from '../config/config.js';
import { readAll } from '../mistakes.js';
import type { RawOptions } from '../raw-options.js';
import type { RawValue } from '../raw-value.js';
import { parseConsecutive } from './consecutive.js';

/** What holds for rules that do not say it themselves. */
type Defaults = Pick<RuleSpec, 'perWindow' | 'minWindowEvents' | 'minValueEvents'>;

/** A rate of a handful of events says nothing of a value. */
const MIN_VALUE_EVENTS = 20;

/** A rule, and what errors call it by. */
interface LabelledRule {
  readonly rule: Rule;
  readonly label: string;
}

/**
 * @throws LogscanError `usage` for a rule that is wrong, names what is not known, or is there twice; one error for all
 * mistakes of a file
 */
export function rulesOf(raw: RawOptions, catalogue: Catalogue): Rule[] {
  const [minimum, minValue] = [raw.value('min-window-events'), raw.value('min-value-events')];
  const defaults: Defaults = {
    perWindow: raw.flag('per-window'),
    minWindowEvents: minimum === null ? 0 : parseCount(minimum.text, minimum.label),
    minValueEvents: minValue === null ? MIN_VALUE_EVENTS : parseCount(minValue.text, minValue.label),
  };
  const entries = raw.layers.flatMap(({ rules }) => rules);
  const rules = [...fromFile(entries, defaults, catalogue), ...fromOptions(raw, defaults, catalogue)];
  checkUnique(rules);
  return rules.map(({ rule }) => rule);
}

/**
 * The rules of a report in a job file.
 * @param hasNoNewCodes whether the report has that switch beside its rules
 */
export function rulesOfReport(entries: readonly RuleEntry[], hasNoNewCodes: boolean, catalogue: Catalogue): Rule[] {
  const defaults: Defaults = { perWindow: false, minWindowEvents: 0, minValueEvents: MIN_VALUE_EVENTS };
  const rules = fromFile(entries, defaults, catalogue);
  if (hasNoNewCodes) rules.push(fromOption(noNewCodes, switchValue(noNewCodes), defaults, catalogue));
  checkUnique(rules);
  return rules.map(({ rule }) => rule);
}

function fromOptions(raw: RawOptions, defaults: Defaults, catalogue: Catalogue): LabelledRule[] {
  return RULE_KINDS.flatMap((kind) => {
    const values = kind.option.isSwitch ? (raw.flag(kind.name) ? [switchValue(kind)] : []) : raw.list(kind.name);
    return values.map((value) => fromOption(kind, value, defaults, catalogue));
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

function fromFile(entries: readonly RuleEntry[], defaults: Defaults, catalogue: Catalogue): LabelledRule[] {
  return readAll(entries, 'the rules', (entry) => {
    return { label: entry.label, rule: makeRule(specOf(entry, defaults), catalogue) };
  });
}

function specOf(entry: RuleEntry, defaults: Defaults): RuleSpec {
  const field = (name: string): RuleText | null => {
    const setting = entry.fields.get(name);
    return setting === undefined ? null : { label: setting.label, text: setting.texts.join(',') };
  };
  const kind = kindOf(entry);
  const [select, within] = [field('select'), field('within')];
  for (const [name, value] of Object.entries({ select, within })) {
    if (value !== null && kind.fields[name as keyof typeof kind.fields] === 'none') {
      throw usageError(`${value.label}: expected none beside ${kind.name}; got ${JSON.stringify(value.text)}`);
    }
  }
  if (select === null && kind.fields.select === 'required') {
    throw usageError(`${entry.label}: expected select beside ${kind.name}; got none`);
  }
  const perWindow = field('per-window');
  if (perWindow?.text === 'true' && kind.basis === 'baseline') {
    throw usageError(`${perWindow.label}: expected none beside ${kind.name}, which compares whole runs; got true`);
  }
  const inARow = field('for');
  if (inARow !== null && kind.basis === 'baseline') {
    throw usageError(
      `${inARow.label}: expected none beside ${kind.name}, which compares whole runs; got ${inARow.text}`,
    );
  }
  if (inARow !== null && perWindow?.text === 'false') {
    throw usageError(`${perWindow.label}: expected true beside for, which is about windows; got false`);
  }
  const [minimum, minValue] = [field('min-window-events'), field('min-value-events')];
  const level = field('level')?.text;
  return {
    kind,
    limit: field(kind.name)!,
    select,
    within,
    name: field('name'),
    level: LEVELS.find((word) => word === level) ?? 'fail',
    perWindow: perWindow === null ? defaults.perWindow : perWindow.text === 'true',
    consecutive: inARow === null ? null : parseConsecutive(inARow),
    minWindowEvents: minimum === null ? defaults.minWindowEvents : parseCount(minimum.text, minimum.label),
    minValueEvents: minValue === null ? defaults.minValueEvents : parseCount(minValue.text, minValue.label),
  };
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
