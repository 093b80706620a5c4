/** `--where`: what is typed becomes conditions on the values of keys. */
import { usageError } from '../model/errors.js';
import { readAll } from '../model/mistakes.js';
import { type Condition, keysOfConditions, MAX_WHERE_KEYS } from '../model/where.js';
import { isKey } from './line-key.js';
import type { RawValue } from './raw-value.js';

/** `==` is none of these: it is more likely meant as `=` than as the beginning of a value. */
const FORM = /^([^=!~]+)(?:(!=|=(?!=)|~)(.*))?$/s;

const KINDS = { '=': 'is', '!=': 'not', '~': 'like' } as const;

/** @throws LogscanError `usage` */
export function conditionsOf(given: readonly RawValue[]): Condition[] {
  const conditions = readAll(given, given[0]?.label ?? '', conditionOf);
  const keys = keysOfConditions(conditions);
  if (keys.length > MAX_WHERE_KEYS) {
    throw usageError(
      `${given[0]!.label}: expected conditions about at most ${MAX_WHERE_KEYS} keys; got ${keys.join(', ')}`,
    );
  }
  return conditions;
}

function conditionOf({ label, text }: RawValue): Condition {
  const [, key = '', sign, written = ''] = FORM.exec(text) ?? [];
  const value = written.trim();
  if (!isKey(key) || (sign !== undefined && value === '')) {
    throw usageError(
      `${label}: expected KEY=VALUE, KEY!=VALUE, KEY~PATTERN or KEY, with a key of letters, digits, _, -, @ and .; ` +
        `got ${JSON.stringify(text)}`,
    );
  }
  const kind = sign === undefined ? 'has' : KINDS[sign as keyof typeof KINDS];
  return { key: key.toLowerCase(), kind, value, text };
}
