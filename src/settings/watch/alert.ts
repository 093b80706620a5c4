/** An alert of a watch file: a rule of the gate that is looked at again and again, or that nothing comes. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Level } from '../../check/document.js';
import type { Rule } from '../../check/rule.js';
import { RULE_KINDS } from '../../check/rules/index.js';
import { usageError } from '../../model/errors.js';
import { listed } from '../../text/words.js';
import type { RuleEntry } from '../config/config.js';
import type { Path } from '../config/parse-with-lines.js';
import { parseDuration } from '../duration.js';
import { parseConsecutive } from '../gate/consecutive.js';
import { rulesOfReport } from '../gate/rules.js';
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

/**
 * @param label names a place in the file; a path begins with the index of the alert
 * @param limits the keys that events are grouped by, and how long windows are kept, in milliseconds
 * @throws LogscanError `usage`
 */
export function alertsOf(
  entries: readonly AlertEntry[],
  label: (path: Path) => string,
  catalogue: Catalogue,
  limits: { readonly groupKeys: readonly string[]; readonly keep: number },
): Alert[] {
  checkNames(entries, label);
  const rules = rulesOfReport(
    entries.flatMap((entry, i) =>
      entry['no-data'] === undefined ? [ruleEntry(entry, (path) => label([i, ...path]))] : [],
    ),
    false,
    catalogue,
  );
  return entries.map((entry, i) => {
    const at = (path: Path) => label([i, ...path]);
    if (entry['no-data'] !== undefined) return silenceOf(entry, at);
    return ruleAlertOf(entry, rules.shift()!, at, limits);
  });
}

function checkNames(entries: readonly AlertEntry[], label: (path: Path) => string): void {
  const seen = new Set<string>();
  entries.forEach(({ name }, i) => {
    if (seen.has(name))
      throw usageError(`${label([i, 'name'])}: expected each name once; got ${JSON.stringify(name)} again`);
    seen.add(name);
  });
}

/** What compares with a baseline has none here. */
const KINDS = RULE_KINDS.filter(({ basis, fields }) => basis === 'run' && fields !== null).map(({ name }) => name);

function ruleEntry(entry: AlertEntry, label: (path: Path) => string): RuleEntry {
  if (!KINDS.some((kind) => entry[kind] !== undefined))
    throw usageError(`${label([])}: expected one of ${listed([...KINDS, 'no-data'], 'or')}; got none`);
  const fields = Object.entries(entry).flatMap(([field, value]) =>
    OWN_FIELDS.includes(field) ? [] : [[field, { label: label([field]), texts: [String(value)] }] as const],
  );
  return { label: label([]), fields: new Map(fields) };
}

function silenceOf(entry: AlertEntry, label: (path: Path) => string): SilenceAlert {
  const { name, level = 'fail', 'no-data': noData, ...others } = entry;
  const [other] = Object.keys(others);
  if (other !== undefined) throw usageError(`${label([other])}: expected none beside no-data; got one`);
  return { name, level, rule: null, silence: spanOf(noData!, label(['no-data'])) };
}

function ruleAlertOf(
  entry: AlertEntry,
  rule: Rule,
  label: (path: Path) => string,
  { groupKeys, keep }: { readonly groupKeys: readonly string[]; readonly keep: number },
): RuleAlert {
  const { name, level = 'fail', over, for: inARow = '1 window' } = entry;
  for (const field of ['select', 'within', 'require'] as const) {
    const key = (field === 'within' ? rule.within : rule.select)?.group?.key;
    if (entry[field] === undefined || key === undefined) continue;
    if (groupKeys.some((each) => each.toLowerCase() === key.toLowerCase())) continue;
    const has = groupKeys.length === 0 ? 'of which there are none' : `which are ${groupKeys.join(', ')}`;
    throw usageError(`${label([field])}: expected one of the keys of by, ${has}; got ${key}`);
  }
  const span = over === undefined ? null : spanOf(over, label(['over']));
  if (span !== null && span > keep)
    throw usageError(`${label(['over'])}: expected at most what keep says; got ${JSON.stringify(over)}`);
  return { name, level, rule, over: span, windows: parseConsecutive({ text: inARow, label: label(['for']) }) };
}

function spanOf(text: string, label: string): number {
  const span = parseDuration(text, label);
  if (span === 0) throw usageError(`${label}: expected a time from 1s on; got ${JSON.stringify(text)}`);
  return span;
}
