/** What is right of a file whose schema was not kept, so that the rest of it can be looked at as well. */
import type { Path } from './parse-with-lines.js';
import type { Mistake } from './validate.js';

/**
 * A copy without what is wrong: unknown settings alone; of what is in a list, the whole element, because the rest of it may mean
 * nothing without what was wrong.
 */
export function withoutMistakes(value: unknown, mistakes: readonly Mistake[]): unknown {
  const copy = structuredClone(value);
  for (const mistake of mistakes) {
    const path = placeOf(mistake);
    if (path.length > 0) removeAt(copy, path);
  }
  return copy;
}

/** Elements that were taken out of lists leave `undefined`, so that the others keep their places. */
export function isRight<T>(element: T | undefined): element is T {
  return element !== undefined;
}

function placeOf({ path, isUnknown }: Mistake): Path {
  if (isUnknown === true) return path;
  const last = path.findLastIndex((step) => typeof step === 'number');
  return last < 0 ? path : path.slice(0, last + 1);
}

function removeAt(value: unknown, path: Path): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
  const last = path.at(-1)!;
  if (Array.isArray(parent) && typeof last === 'number') parent[last] = undefined;
  else if (typeof parent === 'object' && parent !== null) delete (parent as Record<string, unknown>)[String(last)];
}
