/** An alert of a watch file: a rule of the gate that is looked at again and again, or that nothing comes. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Level } from '../../check/document.js';
import { noteDoubles } from '../../check/make-rule.js';
import type { Rule } from '../../check/rule.js';
import { RULE_KINDS } from '../../check/rules/index.js';
import { usageError } from '../../model/errors.js';
import { Mistakes, readParts } from '../../model/mistakes.js';
import { listed } from '../../text/words.js';
import { noteDoubleNames } from '../config/double-names.js';
import { entriesOf, type RuleEntry } from '../config/entries.js';
import type { Path } from '../config/parse-with-lines.js';
import { isRight } from '../config/without-mistakes.js';
import { parseDuration } from '../duration.js';
import { parseConsecutive } from '../gate/consecutive.js';
import { noteOtherKeys } from '../gate/known-keys.js';
import { type LabelledRule, ruleOfEntry } from '../gate/rules.js';
import type { AlertEntry } from './document.js';

export type Alert = RuleAlert | SilenceAlert;

interface AnyAlert {
  /** Unique. State files know it by its name, so that it goes on where the limit changes. */
  readonly name: string;
  readonly level: Level;
}

export interface RuleAlert extends AnyAlert {
  readonly rule: Rule;
  /** The span that is looked at at the end of each window, in milliseconds; null: the window itself. */
  readonly over: number | null;
  /** So many windows in a row must break the rule before it fires, and hold before it is over. From 1. */
  readonly windows: number;
}

export interface SilenceAlert extends AnyAlert {
  readonly rule: null;
  /** No event for so many milliseconds. */
  readonly silence: number;
}

/** Beside these a rule has its own. */
const OWN_FIELDS = ['over', 'for', 'no-data'];

/** What alerts are held to beside themselves. */
export interface AlertLimits {
  /** The keys that events are grouped by; null: nobody knows. */
  readonly groupKeys: readonly string[] | null;
  /** How long windows are kept, in milliseconds. */
  readonly keep: number;
}

/**
 * @param label names a place in the file; a path begins with the index of the alert
 * @throws LogscanError `usage` for all that is wrong with them
 */
export function alertsOf(
  entries: readonly AlertEntry[],
  label: (path: Path) => string,
  catalogue: Catalogue,
  limits: AlertLimits,
): Alert[] {
  const mistakes = new Mistakes();
  noteDoubleNames(entries, label, mistakes);
  const rules: LabelledRule[] = [];
  const alerts = mistakes.all(entries, (entry, i): Alert | null => {
    if (!isRight(entry)) return null;
    const at = (path: Path) => label([i, ...path]);
    if (Object.hasOwn(entry, 'no-data')) return silenceOf(entry, at);
    const [ruleEntry] = entriesOf([entry], ([, ...path]) => at(path));
    return ruleAlertOf(entry, withoutOwn(ruleEntry!), at, { catalogue, limits, rules });
  });
  // Names that differ may still be one to state files and documents; those that do not are told already.
  const names = rules.filter(({ rule }, i) => rules.findIndex((other) => other.rule.name === rule.name) === i);
  noteDoubles(names, mistakes);
  mistakes.throwAny('the alerts');
  return alerts.filter((alert) => alert !== null);
}

/** What compares with a baseline has none here. */
const KINDS = RULE_KINDS.filter(({ basis, fields }) => basis === 'run' && fields !== null).map(({ name }) => name);

function withoutOwn({ label, fields }: RuleEntry): RuleEntry {
  return { label, fields: new Map([...fields].filter(([field]) => !OWN_FIELDS.includes(field))) };
}

function silenceOf(entry: AlertEntry, label: (path: Path) => string): SilenceAlert {
  const others = Object.keys(entry).filter((field) => !['name', 'level', 'no-data'].includes(field));
  const mistakes = new Mistakes();
  for (const other of others) mistakes.note(usageError(`${label([other])}: expected none beside no-data; got one`));
  const alert = mistakes.try(() =>
    readParts<SilenceAlert>(label([]), {
      name: () => entry.name,
      level: () => entry.level ?? 'fail',
      rule: () => null,
      silence: () => spanOf(entry['no-data']!, label(['no-data'])),
    }),
  );
  mistakes.throwAny(label([]));
  return alert!;
}

/** @param rules gets the rule as well */
function ruleAlertOf(
  entry: AlertEntry,
  fields: RuleEntry,
  label: (path: Path) => string,
  { catalogue, limits, rules }: { catalogue: Catalogue; limits: AlertLimits; rules: LabelledRule[] },
): RuleAlert {
  return readParts<RuleAlert>(label([]), {
    name: () => entry.name,
    level: () => entry.level ?? 'fail',
    rule: () => ruleOf(fields, catalogue, limits.groupKeys, rules),
    over: () => (entry.over === undefined ? null : overOf(entry.over, label(['over']), limits.keep)),
    windows: () => parseConsecutive({ text: entry.for ?? '1 window', label: label(['for']) }),
  });
}

function ruleOf(entry: RuleEntry, catalogue: Catalogue, keys: AlertLimits['groupKeys'], rules: LabelledRule[]): Rule {
  if (!KINDS.some((kind) => entry.fields.has(kind)))
    throw usageError(`${entry.label}: expected one of ${listed([...KINDS, 'no-data'], 'or')}; got none`);
  const made = ruleOfEntry(entry, catalogue);
  rules.push(made);
  const mistakes = new Mistakes();
  noteOtherKeys(made.rule, entry, { keys, what: 'the keys of by', none: 'of which there are none' }, mistakes);
  mistakes.throwAny(entry.label);
  return made.rule;
}

function overOf(text: string, label: string, keep: number): number {
  const span = spanOf(text, label);
  if (span <= keep) return span;
  throw usageError(`${label}: expected at most what keep says; got ${JSON.stringify(text)}`);
}

function spanOf(text: string, label: string): number {
  const span = parseDuration(text, label);
  if (span === 0) throw usageError(`${label}: expected a time from 1s on; got ${JSON.stringify(text)}`);
  return span;
}
