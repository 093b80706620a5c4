/** Documents that were given: plain JavaScript has no compiler that would tell one from another. */
import { CHECK_SCHEMA, type CheckDocument } from '../check/document.js';
import { COMPARISON_SCHEMA, type Comparison } from '../model/comparison.js';
import { usageError } from '../model/errors.js';
import { SUMMARY_SCHEMA, type Summary } from '../model/summary.js';
import { pathText } from '../settings/config/parse-with-lines.js';
import { shown } from '../text/shown.js';
import { CHECK_SHAPE, COMPARISON_SHAPE, SUMMARY_SHAPE } from './document-shapes.js';
import type { Shape } from './shape.js';

/** Whether it says that it is the result of a check. */
export function saysCheck(value: unknown): boolean {
  return schemaOf(value) === CHECK_SCHEMA;
}

/**
 * @param name what errors call it
 * @throws LogscanError `usage` naming the first member that is wrong
 */
export function requireSummary(
  value: unknown,
  name: string,
  expected = 'a summary document',
): asserts value is Summary {
  requireDocument(value, { name, expected, schema: SUMMARY_SCHEMA, shape: SUMMARY_SHAPE });
  const { codes, groups, options, totals } = value as Summary;
  if (groups === undefined && options.by.length > 0) {
    throw usageError(`${name}.groups: expected an object, because of options.by; got none`);
  }
  const counted = codes.reduce((sum, { count }) => sum + count, 0);
  if (counted === totals.events) return;
  throw usageError(`${name}.codes: expected counts that add up to totals.events, ${totals.events}; got ${counted}`);
}

export function requireCheck(value: unknown, name: string): asserts value is CheckDocument {
  requireDocument(value, { name, expected: 'the result of a check', schema: CHECK_SCHEMA, shape: CHECK_SHAPE });
}

export function requireComparison(value: unknown, name: string): asserts value is Comparison {
  const expected = 'a comparison, as compare gives it';
  requireDocument(value, { name, expected, schema: COMPARISON_SCHEMA, shape: COMPARISON_SHAPE });
}

interface Wanted {
  readonly name: string;
  readonly expected: string;
  readonly schema: string;
  readonly shape: Shape;
}

function requireDocument(value: unknown, { name, expected, schema, shape }: Wanted): void {
  const own = schemaOf(value);
  if (own !== schema) throw usageError(`${name}: expected ${expected}; got ${shown(own ?? value)}`);
  const misfit = shape(value);
  if (misfit === null) return;
  throw usageError(`${pathText([name, ...misfit.path])}: expected ${misfit.expected}; got ${misfit.got}`);
}

function schemaOf(value: unknown): unknown {
  const schema = typeof value === 'object' && value !== null ? (value as { schema?: unknown }).schema : undefined;
  return typeof schema === 'string' ? schema : undefined;
}
