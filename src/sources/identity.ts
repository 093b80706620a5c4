/** Which file a name leads to, so that no file is read twice. */
import { type BigIntStats, fstatSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { STDIN_NAME } from '../text/source-name.js';
import { currentPosition } from './file-position.js';

/**
 * The same text for all names of one file: hard and symbolic links, other spellings of its path, standard input from
 * it.
 */
export function identityOf(name: string): string {
  try {
    if (name !== STDIN_NAME) return fileIdentity(name, statSync(name, { bigint: true }));
    const stats = fstatSync(0, { bigint: true });
    // A standard input whose beginning was read already stands for the rest of its file, not for the file.
    if (stats.isFile() && (currentPosition(0) ?? 0) > 0) return STDIN_NAME;
    return stats.ino === 0n ? STDIN_NAME : numbersOf(stats);
  } catch {
    return name === STDIN_NAME ? STDIN_NAME : resolve(name);
  }
}

/**
 * Of a file by its name and what the system says of it. Some file systems on Windows do not number files: there the path
 * decides.
 */
export function fileIdentity(name: string, stats: BigIntStats): string {
  return stats.ino === 0n ? realpathSync(name) : numbersOf(stats);
}

function numbersOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
