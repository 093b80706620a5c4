/** Rules and conditions of a file may only be about keys that its events are grouped by. */
import type { Rule } from '../../check/rule.js';
import { usageError } from '../../model/errors.js';
import type { Mistakes } from '../../model/mistakes.js';
import type { RuleEntry } from '../config/entries.js';

export interface KnownKeys {
  /** Null: what the file says of them is wrong itself, so that nobody knows. */
  readonly keys: readonly string[] | null;
  /** `the job's keys`, and what is said where there are none. */
  readonly what: string;
  readonly none: string;
}

/** @throws LogscanError `usage` for a key that is none of them, in any case */
export function requireKnownKey({ keys, what, none }: KnownKeys, key: string, label: string): void {
  if (keys === null || keys.some((each) => each.toLowerCase() === key.toLowerCase())) return;
  const has = keys.length === 0 ? none : `which are ${keys.join(', ')}`;
  throw usageError(`${label}: expected one of ${what}, ${has}; got ${key}`);
}

/** Notes the fields of a rule that are about another key. */
export function noteOtherKeys(rule: Rule, { fields }: RuleEntry, known: KnownKeys, mistakes: Mistakes): void {
  for (const name of ['select', 'within', 'require']) {
    const field = fields.get(name);
    const key = (name === 'within' ? rule.within : rule.select)?.group?.key;
    if (field !== undefined && key !== undefined) mistakes.try(() => requireKnownKey(known, key, field.label));
  }
}
