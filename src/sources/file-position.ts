/** Where a descriptor stands in its file. */
import { readFileSync } from 'node:fs';

const STDIN_FD = 0;

/**
 * The position of a redirected standard input, part of which may have been read already; null where the system does not
 * say.
 */
export function currentPosition(fd: number): number | null {
  try {
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return position === undefined ? null : Number(position);
  } catch {
    return null;
  }
}

/** Where reading a file begins, in bytes; null where the system does not say, which only happens with standard input. */
export function startPosition(fd: number): number | null {
  return fd === STDIN_FD ? currentPosition(fd) : 0;
}
