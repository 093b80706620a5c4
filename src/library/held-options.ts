/** Holds options to their names and types: plain JavaScript has no compiler that would. What a value means is decided later. */
import { Catalogue } from '../catalogue/catalogue.js';
import { usageError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { shown } from '../text/shown.js';
import { nameOf } from './option-names.js';

interface Kind {
  readonly expected: string;
  fits(value: unknown): boolean;
}

const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: unknown) => typeof value === 'function';
const listOr = (fits: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) ? value.every(fits) : fits(value);
/** The farthest that a `Date` can be from 1970, in milliseconds. */
const FARTHEST = 8.64e15;
const isEpoch = (value: unknown) => typeof value === 'number' && Math.abs(value) <= FARTHEST;

const KINDS = {
  text: { expected: 'a text', fits: isText },
  texts: { expected: 'a text, or an array of texts', fits: listOr(isText) },
  codes: {
    expected: 'a code by number or name, or an array of them',
    fits: listOr((value) => isText(value) || Number.isInteger(value)),
  },
  number: { expected: 'a number', fits: (value) => typeof value === 'number' },
  height: { expected: 'a number, or null', fits: (value) => value === null || typeof value === 'number' },
  boolean: { expected: 'true or false', fits: (value) => typeof value === 'boolean' },
  time: {
    expected: 'a text, a Date, or epoch milliseconds',
    fits: (value) => isText(value) || isEpoch(value) || (value instanceof Date && isEpoch(value.getTime())),
  },
  epoch: { expected: 'epoch milliseconds', fits: isEpoch },
  rate: { expected: 'a rate such as 5% or 0.05', fits: (value) => isText(value) || typeof value === 'number' },
  catalogue: { expected: 'a Catalogue, as loadCatalogue gives it', fits: (value) => value instanceof Catalogue },
  document: { expected: 'a document, as an object', fits: isObject },
  list: { expected: 'an array', fits: Array.isArray },
  signal: { expected: 'an AbortSignal', fits: (value) => value instanceof AbortSignal },
  function: { expected: 'a function', fits: isFunction },
} as const satisfies Readonly<Record<string, Kind>>;

/** The kind of value that each option of an interface takes. */
export type OptionKinds<T> = Readonly<Record<keyof T, keyof typeof KINDS>>;

/**
 * An option that is undefined is one that is not given.
 * @throws LogscanError `usage` for options that are no object, an unknown name, and a value of another type
 */
export function hold<T extends object>(options: T, kinds: OptionKinds<T>): void {
  if (!isObject(options)) throw usageError(`options: expected an object; got ${shown(options)}`);
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, name)) throw unknown(name, Object.keys(kinds));
    if (value === undefined) continue;
    const { expected, fits } = KINDS[kinds[name as keyof T]];
    if (!fits(value)) throw usageError(`${name}: expected ${expected}; got ${shown(value)}`);
  }
}

/** One that is known by its name on the command line is meant. */
function unknown(name: string, known: readonly string[]): Error {
  if (known.length === 0) return usageError(`${name}: unknown option; expected none`);
  const meant = known.find((each) => each === nameOf(name)) ?? nearest(name, known);
  if (meant !== null) return usageError(`${name}: unknown option; did you mean ${meant}?`);
  return usageError(`${name}: unknown option; expected one of ${[...known].sort().join(', ')}`);
}
