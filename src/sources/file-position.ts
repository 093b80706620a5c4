import { readFileSync } from 'node:fs';

/** Where a redirected standard input stands, which may have been read from already; null where the system does not say. */
export function standingOf(fd: number): number | null {
  try {
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return position === undefined ? null : Number(position);
  } catch {
    return null;
  }
}
