/** Where configuration files are looked for. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { usageError } from '../../model/errors.js';

/** One of them may lie in a folder. */
const PROJECT_NAMES = ['ptk-logscan.config.json', 'ptk-logscan.config.yaml', 'ptk-logscan.config.yml'] as const;
const USER_NAMES = ['config.json', 'config.yaml', 'config.yml'] as const;

/**
 * The project's file: in the folder, or in the nearest one above it that has one; null where none has.
 * @throws LogscanError `usage` where a folder has two
 */
export function findProjectFile(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = only(at, PROJECT_NAMES);
    if (found !== null) return found;
    if (dirname(at) === at) return null;
  }
}

/**
 * The user's own file: `config.json` or `config.yaml` in `ptk-logscan` below `XDG_CONFIG_HOME`, `~/.config`, or on
 * Windows `%APPDATA%`; null where there is none.
 * @throws LogscanError `usage` where there are two
 */
export function findUserFile(env: Readonly<Record<string, string | undefined>>): string | null {
  const home = env.HOME || env.USERPROFILE;
  const base = env.XDG_CONFIG_HOME || env.APPDATA || (home ? join(home, '.config') : null);
  return base === null ? null : only(join(base, 'ptk-logscan'), USER_NAMES);
}

function only(folder: string, names: readonly string[]): string | null {
  const found = names.map((name) => join(folder, name)).filter(isFile);
  if (found.length > 1) throw usageError(`${folder}: expected one configuration file; got ${names.join(' and ')}`);
  return found[0] ?? null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // A folder that may not be looked into has nothing for us.
    return false;
  }
}
