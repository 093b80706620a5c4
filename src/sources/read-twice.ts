/** Which inputs can be read a second time. */
import { fstatSync, statSync } from 'node:fs';
import { standingOf } from './file-position.js';

const STDIN = 0;

/**
 * Whether reading an input again gives the same bytes: a file, or a standard input that is one and can be read at
 * positions. What cannot be looked at is no pipe: reading it fails every time.
 */
export function canReadAgain(name: string): boolean {
  try {
    if (name === '-') return fstatSync(STDIN).isFile() && standingOf(STDIN) !== null;
    return statSync(name, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return true;
  }
}
