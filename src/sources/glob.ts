/** Files by a pattern with `*`, `?`, `[…]`, `{…}` or `**`. Nothing else in it is special. */
import { statSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';

const MAGIC = /[*?[\]{}]/;

export interface Glob {
  /** The folder to look in, as it was written, with its last separator; empty for the working folder. */
  readonly folder: string;
  readonly pattern: string;
}

/**
 * Divides a name into its static part and a pattern; null where it has no pattern. The static part is the folders at its
 * beginning that exist as they are written, however they are called: `Program Files (x86)`, `[a]`, `{b}`.
 * @param path that of another system, for tests
 */
export function globIn(
  name: string,
  isFolder: (path: string) => boolean = isFolderHere,
  path: PlatformPath = nodePath,
): Glob | null {
  if (!MAGIC.test(name)) return null;
  const separator = path.sep === '\\' ? /[\\/]/g : /\//g;
  let end = path.parse(name).root.length;
  separator.lastIndex = end;
  while (separator.exec(name) !== null && isFolder(name.slice(0, separator.lastIndex))) end = separator.lastIndex;
  const pattern = name.slice(end);
  return MAGIC.test(pattern) ? { folder: name.slice(0, end), pattern } : null;
}

/** Paths that begin as the pattern was written, sorted; `withFolders`: folders that match too. */
export async function filesMatching({ folder, pattern }: Glob, withFolders: boolean): Promise<string[]> {
  // Loaded only here: most shells have expanded the pattern already.
  const { glob } = await import('tinyglobby');
  const names = await glob(plain(pattern), {
    ...(folder === '' ? {} : { cwd: folder }),
    dot: true,
    extglob: false,
    onlyFiles: !withFolders,
    expandDirectories: false,
  });
  return names.map((name) => nodePath.join(folder, name)).sort();
}

/** Takes the meaning from what only this package knows: `!` before a pattern, and groups in parentheses. */
function plain(pattern: string): string {
  return pattern.replaceAll('\\', '/').replace(/^!|[()|]/g, '\\$&');
}

function isFolderHere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
