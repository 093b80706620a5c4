/** A file that is emptied or cut while it is read: what it had beyond is lost, and must not pass for its end. */
import { fstatSync } from 'node:fs';
import { LogscanError } from '../model/errors.js';
import { thousands } from '../text/numbers.js';

/** A regular file as it was when its reading began. */
export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** Modification time in epoch milliseconds. */
  readonly modified: number;
}

/**
 * Whether the end that was met at byte `end` is there because the file was shortened. Files of the system's own (`/proc`)
 * have a size that says nothing: those are as they were.
 */
export function shortening(fd: number, { size, modified }: FileState, end: number): LogscanError | null {
  if (end >= size) return null;
  const now = fstatSync(fd);
  if (now.size >= size && now.mtimeMs === modified) return null;
  return new LogscanError(
    'input',
    `became shorter while it was read: it ended at byte ${thousands(end)} of ${thousands(size)}`,
  );
}
