/** What is read, from what the user named: files, folders, globs, standard input; each once, in the order given. */

import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { STDIN_NAME, sourceName } from '../text/source-name.js';
import { systemReason } from '../text/system-errors.js';
import { identityOf } from './identity.js';

export interface Input {
  /** As the user gave it, or as it was found; `-` is standard input. */
  readonly name: string;
  /** Why it cannot be read at all, or null. */
  readonly error: string | null;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** What the user should know, one line each. */
  readonly warnings: readonly string[];
}

const FOLDER = 'is a folder; --recursive reads it';
const MAGIC = /[*?[\]{}]/;

/**
 * `recursive`: folders are read whole, sorted by path, without following links. A file with several names, links among
 * them, is read under the first one.
 */
export async function findInputs(files: readonly string[], recursive: boolean): Promise<Inputs> {
  const inputs = new Map<string, Input>();
  const again: { readonly name: string; readonly first: string }[] = [];
  for (const file of files) {
    for (const input of await expand(file, recursive)) {
      const identity = identityOf(input.name);
      const first = inputs.get(identity);
      if (first === undefined) inputs.set(identity, input);
      else again.push({ name: input.name, first: first.name });
    }
  }
  return { inputs: [...inputs.values()], warnings: again.length === 0 ? [] : [repeatWarning(again)] };
}

/** One line, however many there are: a folder together with a glob of everything in it repeats thousands. */
function repeatWarning(again: readonly { readonly name: string; readonly first: string }[]): string {
  const { name, first } = again[0]!;
  const said =
    name === first
      ? `${name}: named more than once, read once`
      : `${sourceName(name)}: is ${sourceName(first)}, read once`;
  return again.length === 1 ? said : `${said}; so are ${again.length - 1} more`;
}

async function expand(file: string, recursive: boolean): Promise<Input[]> {
  if (file === STDIN_NAME) return [{ name: file, error: null }];
  let stats: Stats | null;
  try {
    stats = lstatSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return [{ name: file, error: reasonOf(error) }];
  }
  if (stats?.isDirectory()) return recursive ? folder(file) : [{ name: file, error: FOLDER }];
  if (stats === null && MAGIC.test(file)) return glob(file, recursive);
  return [{ name: file, error: null }];
}

function folder(path: string): Input[] {
  const found: Input[] = [];
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return [{ name: path, error: reasonOf(error) }];
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) for (const input of folder(name)) found.push(input);
    else if (entry.isFile()) found.push({ name, error: null });
  }
  return found;
}

async function glob(pattern: string, recursive: boolean): Promise<Input[]> {
  // Loaded only here: most shells have expanded the pattern already.
  const { glob: find } = await import('tinyglobby');
  const names = await find(pattern.replaceAll('\\', '/'), {
    dot: true,
    onlyFiles: !recursive,
    expandDirectories: false,
  });
  if (names.length === 0) return [{ name: pattern, error: 'no file matches' }];
  const found: Input[] = [];
  for (const name of names.sort()) {
    for (const input of await expand(name.replace(/\/$/, ''), recursive)) found.push(input);
  }
  return found;
}

/** Why an input cannot be read, in words. */
export function reasonOf(error: unknown): string {
  return systemReason(error, { EISDIR: FOLDER });
}
