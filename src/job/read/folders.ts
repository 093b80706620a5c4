/** Where known files are now: in the folder in which they were found, under whatever name. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KnownFile } from '../../history/streams/streams.js';
import { fileName } from '../../text/file-name.js';
import { statFile } from './text.js';

export class Folders {
  /** Names by device and inode, by folder. */
  readonly #names = new Map<string, Map<string, string>>();

  /** The name that a file has now; null: it is not there any more. */
  find(file: KnownFile): string | null {
    // Members are found where their archive is; what was replaced is nowhere.
    const key = file.key.replace(/\/\d+$/, '');
    if (key.startsWith('was:')) return null;
    const { name, target } = file;
    if (keyOf(name) === key) return name;
    if (target !== null && keyOf(target) === key) return target;
    return (
      this.#in(dirname(target ?? name)).get(key) ??
      (target === null ? null : (this.#in(dirname(name)).get(key) ?? null))
    );
  }

  /** Whether it cannot be told if a file is there: its folder may not be looked into, or its drive does not answer. */
  isHidden({ name, target }: KnownFile): boolean {
    return isHidden(name) || (target !== null && isHidden(target));
  }

  #in(folder: string): Map<string, string> {
    const known = this.#names.get(folder);
    if (known !== undefined) return known;
    const names = new Map<string, string>();
    for (const each of namesIn(folder)) {
      const name = fileName(join(folder, each));
      const key = keyOf(name);
      if (key !== null) names.set(key, name);
    }
    this.#names.set(folder, names);
    return names;
  }
}

function isHidden(name: string): boolean {
  try {
    statSync(name);
    return false;
  } catch (error) {
    return !GONE.includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** What the system says of names that lead nowhere. */
const GONE = ['ENOENT', 'ENOTDIR', 'ELOOP'];

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function keyOf(name: string): string | null {
  try {
    return statFile(name).key;
  } catch {
    return null;
  }
}
