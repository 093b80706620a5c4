/** Documents that were given: plain JavaScript has no compiler that would tell one from another. */
import { CHECK_SCHEMA, type CheckDocument } from '../check/document.js';
import { usageError } from '../model/errors.js';
import { SUMMARY_SCHEMA, type Summary } from '../model/summary.js';
import { quoted } from '../text/quoted.js';
import { shown } from './held-options.js';

export function isSummary(value: unknown): value is Summary {
  return schemaOf(value) === SUMMARY_SCHEMA;
}

export function isCheckDocument(value: unknown): value is CheckDocument {
  return schemaOf(value) === CHECK_SCHEMA;
}

/** @throws LogscanError `usage` that says what was got */
export function requireDocument<T>(
  value: unknown,
  is: (value: unknown) => value is T,
  name: string,
  expected: string,
): asserts value is T {
  if (is(value)) return;
  const schema = schemaOf(value);
  const got = typeof schema === 'string' ? quoted(schema) : shown(value);
  throw usageError(`${name}: expected ${expected}; got ${got}`);
}

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { schema?: unknown }).schema : undefined;
}
