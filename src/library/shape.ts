/** Shapes of documents: what kind of value each member has. Members that a shape does not name may be there. */
import { shown } from '../text/shown.js';

/** What is wrong with a value: where in it, what was expected there and what was got. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly got: string;
}

/** Null for a value of the shape. */
export type Shape = (value: unknown) => Misfit | null;

export function kind(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value) => (fits(value) ? null : { path: [], expected, got: value === undefined ? 'none' : shown(value) });
}

export const TEXT = kind('a text', (value) => typeof value === 'string');
export const NUMBER = kind('a number', Number.isFinite);
export const COUNT = kind('a whole number', (value) => Number.isSafeInteger(value) && (value as number) >= 0);
export const SWITCH = kind('true or false', (value) => typeof value === 'boolean');
export const INSTANT = kind(
  'an RFC 3339 time',
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
);

export function wordOf(words: readonly (string | number)[]): Shape {
  return kind(`one of ${words.join(', ')}`, (value) => (words as readonly unknown[]).includes(value));
}

export function orNull(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

/** Of a member that may be left out. */
export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? null : shape(value));
}

const ARRAY = kind('an array', Array.isArray);
const OBJECT = kind('an object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value));

export function listOf(shape: Shape): Shape {
  return (value) => {
    const wrong = ARRAY(value);
    if (wrong !== null) return wrong;
    for (const [i, each] of (value as unknown[]).entries()) {
      const misfit = shape(each);
      if (misfit !== null) return within(i, misfit);
    }
    return null;
  };
}

/** An object with any names. */
export function recordOf(shape: Shape): Shape {
  return (value) => {
    const wrong = OBJECT(value);
    if (wrong !== null) return wrong;
    for (const [name, each] of Object.entries(value as object)) {
      const misfit = shape(each);
      if (misfit !== null) return within(name, misfit);
    }
    return null;
  };
}

export function objectOf(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = Object.entries(members);
  return (value) => {
    const wrong = OBJECT(value);
    if (wrong !== null) return wrong;
    for (const [name, shape] of shapes) {
      const misfit = shape((value as Readonly<Record<string, unknown>>)[name]);
      if (misfit !== null) return within(name, misfit);
    }
    return null;
  };
}

function within(step: string | number, { path, expected, got }: Misfit): Misfit {
  return { path: [step, ...path], expected, got };
}
