/**
 * Where a program is that is called by its name alone: in the folders of PATH that are named by their whole path. The
 * working folder is never looked in, where Windows would look first, and which anybody may have put something into.
 */
import { accessSync, constants, statSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';

export interface ProgramSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of another system, for tests. */
  readonly path?: PlatformPath;
  /** Whether there is a program by that path. */
  readonly isProgram?: (path: string) => boolean;
}

/** What Windows can start by itself, and scripts of cmd.exe, in the order in which it looks for them. */
const WINDOWS_ENDINGS = ['.com', '.exe', '.bat', '.cmd'];

/** @returns its whole path; null where it is in none of these folders */
export function findProgram(
  name: string,
  { env, path = nodePath, isProgram = isProgramHere }: ProgramSearch,
): string | null {
  const isWindows = path.sep === '\\';
  const known = WINDOWS_ENDINGS.includes(path.extname(name).toLowerCase());
  const endings = isWindows && !known ? WINDOWS_ENDINGS : [''];
  for (const folder of (variableIn(env, 'PATH', isWindows) ?? '').split(path.delimiter)) {
    // In Windows' list a folder may stand in quotes.
    const bare = isWindows ? folder.replace(/^"(.*)"$/, '$1') : folder;
    if (!path.isAbsolute(bare)) continue;
    for (const ending of endings) {
      const found = path.join(bare, name + ending);
      if (isProgram(found)) return found;
    }
  }
  return null;
}

/** Names of variables have no case on Windows, but in a copy of the environment they have. */
function variableIn(env: ProgramSearch['env'], name: string, isWindows: boolean): string | undefined {
  if (!isWindows) return env[name];
  const key = Object.keys(env).find((each) => each.toUpperCase() === name);
  return key === undefined ? undefined : env[key];
}

/** Whether a path is that of a program on this machine. */
export function isProgramHere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
