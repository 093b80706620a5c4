/** Names in a list of a file: each stands for one entry. */
import { usageError } from '../../model/errors.js';
import type { Mistakes } from '../../model/mistakes.js';
import type { Path } from './parse-with-lines.js';
import { isRight } from './without-mistakes.js';

/**
 * Notes each entry of a list that is called like one before it.
 * @param label names a place; a path begins with the index of the entry
 */
export function noteDoubleNames(
  entries: readonly { readonly name: string }[],
  label: (path: Path) => string,
  mistakes: Mistakes,
): void {
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const name = isRight(entry) ? mistakes.try(() => entry.name) : undefined;
    if (name === undefined) return;
    if (seen.has(name))
      mistakes.note(usageError(`${label([i, 'name'])}: expected each name once; got ${JSON.stringify(name)} again`));
    seen.add(name);
  });
}
