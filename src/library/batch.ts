/** Batches that were given: plain JavaScript has no compiler that would tell them from other objects. */
import { isFloat64Array, isInt32Array, isUint8Array } from 'node:util/types';
import { FIRST_CODE, LAST_CODE } from '../model/code.js';
import { usageError } from '../model/errors.js';
import type { EventBatch } from '../model/event.js';
import { shown } from '../text/shown.js';

const ARRAYS = {
  codes: ['an Int32Array', isInt32Array],
  times: ['a Float64Array', isFloat64Array],
  inherited: ['a Uint8Array', isUint8Array],
  lines: ['a Float64Array', isFloat64Array],
  offsets: ['a Float64Array', isFloat64Array],
} as const;

/** @throws LogscanError `usage` naming the first member that is wrong */
export function requireBatch(batch: unknown): asserts batch is EventBatch {
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch)) {
    throw usageError(`batch: expected an EventBatch, as scanStream gives it; got ${shown(batch)}`);
  }
  const { source, count, groups, ...arrays } = batch as Readonly<Record<string, unknown>>;
  if (typeof source !== 'string') throw wrong('source', 'a text', source);
  if (!Number.isSafeInteger(count) || (count as number) < 0) throw wrong('count', 'a whole number', count);
  const entries = count as number;
  for (const [name, [expected, is]] of Object.entries(ARRAYS)) {
    requireArray(name, arrays[name], { expected, is, entries });
  }
  if (!Array.isArray(groups)) throw wrong('groups', 'an array', groups);
  for (const [i, column] of groups.entries()) {
    const { ids, values } = (column ?? {}) as Readonly<Record<string, unknown>>;
    requireArray(`groups[${i}].ids`, ids, { expected: 'an Int32Array', is: isInt32Array, entries });
    if (!Array.isArray(values)) throw wrong(`groups[${i}].values`, 'an array', values);
  }
  const codes = (arrays.codes as Int32Array).subarray(0, entries);
  const wrongCode = codes.findIndex((code) => code < FIRST_CODE || code > LAST_CODE);
  if (wrongCode >= 0) {
    throw wrong(`codes[${wrongCode}]`, `a code from ${FIRST_CODE} to ${LAST_CODE}`, codes[wrongCode]);
  }
}

function requireArray(
  name: string,
  value: unknown,
  { expected, is, entries }: { expected: string; is: (value: unknown) => boolean; entries: number },
): void {
  if (!is(value)) throw wrong(name, expected, value);
  const { length } = value as { length: number };
  if (length < entries) throw usageError(`batch.${name}: expected ${entries} entries, as count says; got ${length}`);
}

function wrong(member: string, expected: string, got: unknown): Error {
  return usageError(`batch.${member}: expected ${expected}; got ${shown(got)}`);
}
