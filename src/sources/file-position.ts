import { readFileSync } from 'node:fs';

/**
 * The position of a redirected standard input, part of which may have been read already; null where the system does not
 * say.
 */
export function standingOf(fd: number): number | null {
  try {
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return position === undefined ? null : Number(position);
  } catch {
    return null;
  }
}
