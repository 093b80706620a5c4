/**
 * Compiled code for a Node that has not built the program: kept in the user's cache folder by the first run, for the ones
 * after it. Nobody else can have written it: the folder must belong to the user, who alone may look into it, and lie below no
 * folder that all users share. Else there is no cache, and nothing is said: it saves 20 ms.
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, platform, tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { DAY_MS } from '../model/calendar.js';
import { VERSION } from '../model/version.js';

/** Of other versions, of Node and of the program, and other places of it, the folders of so many are kept. */
const MOST_FOLDERS = 8;

/** Where all users can write. */
const SHARED = ['/tmp', '/var/tmp', '/dev/shm'];

export class UserCache {
  /** By version of the program and of Node, and by where the program is. */
  readonly #folder: string | null;
  #isOwn: boolean | null = null;
  /** Bytes of what was read, by file. */
  readonly lengths = new Map<string, number>();

  /** @param program the folder of the program's files */
  constructor(program: string) {
    const root = cacheRoot();
    const name = [VERSION, process.version, process.arch, hashOf(program)].join('-');
    this.#folder = root === null ? null : join(root, 'ptk-logscan', name);
  }

  /** What was kept for a file; undefined where there is nothing, or it may be of somebody else. */
  read(file: string): Buffer | undefined {
    if (!this.#belongsToUser()) return undefined;
    try {
      const code = readFileSync(this.#pathOf(file));
      this.lengths.set(file, code.length);
      return code;
    } catch {
      return undefined;
    }
  }

  /** Whether it was begun within a day: later on it has what most runs need. */
  get isNew(): boolean {
    const made = this.#folder === null ? undefined : lstatSync(this.#folder, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.birthtimeMs < DAY_MS;
  }

  /** Keeps what was compiled, by file. Whatever fails is left. */
  write(codes: ReadonlyMap<string, Buffer>): void {
    const folder = this.#folder;
    if (folder === null) return;
    try {
      const isNew = lstatSync(folder, { throwIfNoEntry: false }) === undefined;
      if (isNew) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // Whatever the process's mask is.
        chmodSync(folder, 0o700);
        this.#isOwn = null;
      }
      if (!this.#belongsToUser()) return;
      for (const [file, code] of codes) {
        const path = this.#pathOf(file);
        const temporary = `${path}.${process.pid}`;
        writeFileSync(temporary, code, { mode: 0o600, flag: 'wx' });
        renameSync(temporary, path);
      }
      if (isNew) removeOldest(dirname(folder));
    } catch {
      // The disk is full, or the folder read-only: the next run compiles again.
    }
  }

  #belongsToUser(): boolean {
    if (this.#isOwn === null) this.#isOwn = this.#folder !== null && isOwn(this.#folder);
    return this.#isOwn;
  }

  /** A file that was made anew is another one, although it has the same name and, perhaps, length. */
  #pathOf(file: string): string {
    const { size, mtimeMs } = statSync(file);
    return join(this.#folder!, `${basename(file)}-${size}-${Math.round(mtimeMs)}`);
  }
}

function isOwn(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return false;
  // Folders below LOCALAPPDATA are the user's alone.
  return platform() === 'win32' || isPrivate(stats);
}

function isPrivate({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}

/** Null: there is none, or everybody can write to it. */
function cacheRoot(): string | null {
  const { env } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined) return null;
  const root = rootOf(env);
  if (root === undefined || !isAbsolute(root)) return null;
  const isWithin = (shared: string) => `${root}${sep}`.startsWith(`${shared}${sep}`);
  return platform() !== 'win32' && [...SHARED, tmpdir()].some(isWithin) ? null : root;
}

function rootOf(env: NodeJS.ProcessEnv): string | undefined {
  if (platform() === 'win32') return env.LOCALAPPDATA;
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (!env.HOME) return undefined;
  return join(homedir(), platform() === 'darwin' ? 'Library/Caches' : '.cache');
}

/** FNV-1a, as `node:crypto` takes 3 ms to load. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function removeOldest(parent: string): void {
  const ages = readdirSync(parent).map((name) => ({ name, age: lstatSync(join(parent, name)).mtimeMs }));
  for (const { name } of ages.sort((a, b) => b.age - a.age).slice(MOST_FOLDERS)) {
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}
