/** What is read, from what the user named: files, folders, globs, standard input; each once, in the order given. */

import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileName } from '../text/file-name.js';
import { STDIN_NAME, sourceName } from '../text/source-name.js';
import { systemReason } from '../text/system-errors.js';
import { filesMatching, type Glob, globIn } from './glob.js';
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

/**
 * `recursive`: folders are read whole, sorted by path, without following links. A file with several names, links among
 * them, is read under the first one.
 */
export async function findInputs(files: readonly string[], recursive: boolean): Promise<Inputs> {
  const inputs = new Map<string, Input>();
  const again: { readonly name: string; readonly first: string }[] = [];
  for (const file of files) {
    for (const input of await expand(file, recursive)) {
      const name = fileName(input.name);
      const identity = identityOf(name);
      const first = inputs.get(identity);
      if (first === undefined) inputs.set(identity, name === input.name ? input : { ...input, name });
      else again.push({ name, first: first.name });
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
  const glob = stats === null ? globIn(file) : null;
  return glob === null ? [{ name: file, error: null }] : matching(file, glob, recursive);
}

function folder(path: string): Input[] {
  const found: Input[] = [];
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return [{ name: path, error: reasonOf(error) }];
  }
  // Taken away one by one: there may be 100,000.
  entries.sort((a, b) => (a.name < b.name ? 1 : -1));
  for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
    const name = join(path, entry.name);
    if (entry.isDirectory()) for (const input of folder(name)) found.push(input);
    else if (entry.isFile()) found.push({ name, error: null });
  }
  return found;
}

async function matching(file: string, glob: Glob, recursive: boolean): Promise<Input[]> {
  const names = await filesMatching(glob, recursive);
  if (names.length === 0) return [{ name: file, error: noMatch(glob) }];
  const found: Input[] = [];
  for (const name of names) for (const input of await expand(name, recursive)) found.push(input);
  return found;
}

/** `tinyglobby` takes a backslash for a separator on every system. */
function noMatch({ folder }: Glob): string {
  const isOdd = sep !== '\\' && resolve(folder).includes('\\');
  return isOdd ? 'no pattern is read in a folder with \\ in its name: name the files' : 'no file matches';
}

/** Why an input cannot be read, in words. */
export function reasonOf(error: unknown): string {
  return systemReason(error, { EISDIR: FOLDER });
}
