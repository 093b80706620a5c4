/** Which file a name leads to. */
import { type BigIntStats, fstatSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { standingOf } from './file-position.js';

const STDIN = '-';

/** The same text for two names of one file: links of both kinds, other ways of writing its path, standard input from it. */
export function identityOf(name: string): string {
  try {
    if (name !== STDIN) return fileIdentity(name, statSync(name, { bigint: true }));
    const stats = fstatSync(0, { bigint: true });
    // Who has read the beginning of a file already wants its rest, and not all of it.
    if (stats.isFile() && (standingOf(0) ?? 0) > 0) return STDIN;
    return stats.ino === 0n ? STDIN : numbersOf(stats);
  } catch {
    return name === STDIN ? STDIN : resolve(name);
  }
}

/** Some file systems on Windows number nothing. */
function fileIdentity(name: string, stats: BigIntStats): string {
  return stats.ino === 0n ? realpathSync(name) : numbersOf(stats);
}

function numbersOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
