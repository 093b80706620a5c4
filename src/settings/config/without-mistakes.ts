/** What is right of a file whose schema was not kept, so that the rest of it can be looked at as well. */
import { ToldError } from '../../model/mistakes.js';
import type { Path } from './parse-with-lines.js';
import type { Mistake } from './validate.js';

/**
 * A copy without what is wrong. A setting of the file itself is left out, and is then as if nobody had given it. A field of
 * an entry in a list must be as it is written for the entry to mean what it says: one that is wrong, or that is missing,
 * throws a `ToldError` when it is read.
 */
export function withoutMistakes(value: unknown, mistakes: readonly Mistake[]): unknown {
  const copy = structuredClone(value);
  for (const { path, missing, isUnknown = false } of mistakes) {
    const place = missing === undefined ? path : [...path, missing];
    if (place.length > 0) removeAt(copy, place, { isTold: !isUnknown, isMissing: missing !== undefined });
  }
  return copy;
}

/** Elements that were taken out of lists leave `undefined`, so that the others keep their places. */
export function isRight<T>(element: T | undefined): element is T {
  return element !== undefined;
}

interface Removed {
  /** Whether it is there, and wrong, or should be there. */
  readonly isTold: boolean;
  readonly isMissing: boolean;
}

function removeAt(value: unknown, path: Path, { isTold, isMissing }: Removed): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
  const last = path.at(-1)!;
  if (typeof parent !== 'object' || parent === null) return;
  if (Array.isArray(parent)) {
    parent[Number(last)] = undefined;
    return;
  }
  const isInList = path.some((step) => typeof step === 'number');
  if (isTold && isInList) Object.defineProperty(parent, last, { get: throwTold, enumerable: !isMissing });
  else delete (parent as Record<string, unknown>)[String(last)];
}

function throwTold(): never {
  throw new ToldError();
}
