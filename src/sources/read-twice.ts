/** Whether an input can be read a second time. */
import { fstatSync, statSync } from 'node:fs';
import { currentPosition } from './file-position.js';

const STDIN_FD = 0;

/**
 * Whether reading an input again gives the same bytes: it is a file, or a standard input from a file that can be read
 * at positions. An input that cannot be examined is not a pipe: reading it fails every time.
 */
export function canReadAgain(name: string): boolean {
  try {
    if (name === '-') return fstatSync(STDIN_FD).isFile() && currentPosition(STDIN_FD) !== null;
    return statSync(name, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return true;
  }
}
