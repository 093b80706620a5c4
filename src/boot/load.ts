/**
 * Starts the built command line from V8's code cache of its 330 kB of JavaScript: one line then takes 45 ms, not 76, of
 * which Node's own start is 27 (Node 22). V8 accepts a cache only from the same version with the same flags, and for source of the same
 * length. The build makes one for its own version of Node (`<name>.<version>.cache`,
 * `build/code-cache.cjs`); for another one the first run does (`user-cache.ts`), for the main thread alone. Without one,
 * or where one is damaged, V8 compiles as usual.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { addressLimit } from '../workers/address-space.js';
import { sealed, unsealed } from './sealed.js';
import { UserCache } from './user-cache.js';

/** The scripts that were loaded, by file: `build/code-cache.cjs` makes the code caches from them. */
export const scripts = new Map<string, Script>();

const loaded = new Map<string, Module>();

/** Runs a CommonJS file's code. */
type Run = (exports: unknown, require: NodeJS.Require, module: Module, path: string, folder: string) => void;

/**
 * Loads each `<name>.cjs` of this folder in turn, and what it requires of this folder. Returns what the last one exports.
 * The files are ASCII.
 */
export function load(...names: readonly string[]): unknown {
  return names.map(loadOne).at(-1);
}

/** The same for the files of every start, which stand in one as well: to read and to compile four takes a millisecond more. */
export function loadStart(...names: readonly string[]): unknown {
  startFiles = ran(join(__dirname, START_FILES)) as Readonly<Record<string, Run>>;
  return load(...names);
}

function loadOne(name: string): unknown {
  const file = `${name}.cjs`;
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const path = join(__dirname, file);
  const others = createRequire(path);
  const require = Object.assign((id: string) => {
    const [, ours] = OURS.exec(id) ?? [];
    return ours === undefined ? others(id) : loadOne(ours);
  }, others);
  const run: Run = startFiles[name] ?? ran(path);
  const module = new Module(path);
  module.filename = path;
  require.cache[path] = module;
  // Before it runs: what it requires may require it.
  loaded.set(file, module);
  try {
    run(module.exports, require, module, path, __dirname);
  } catch (error) {
    loaded.delete(file);
    delete require.cache[path];
    throw error;
  }
  module.loaded = true;
  return module.exports;
}

/** What rolldown calls a file of the same folder. */
const OURS = /^\.\/(.+)\.cjs$/;

/** `build/start-files.mjs` makes it. A thread does without: it needs one of them. */
const START_FILES = 'start-files.cjs';
/** By name. */
let startFiles: Readonly<Record<string, Run>> = {};

// biome-ignore lint/suspicious/noExplicitAny: what a script's value is, who asks for it knows
function ran(path: string): any {
  const script = compiled(path);
  scripts.set(path, script);
  return script.runInThisContext();
}

/** Those that no cache had, which are to be kept when the process ends. */
const uncached = new Set<string>();
let userCache: UserCache | null = null;

function compiled(path: string): Script {
  const source = sourceOf(path);
  if (!isCached(source)) return new Script(source, { filename: path });
  // The checksum reserves as many addresses as the kernel does, which then may not get any.
  if (addressLimit() !== Number.POSITIVE_INFINITY) return new Script(source, { filename: path });
  for (const read of [builtCache, usersCache]) {
    const cachedData = unsealed(read(path) ?? EMPTY);
    if (cachedData === undefined) continue;
    const script = new Script(source, { filename: path, cachedData });
    if (script.cachedDataRejected !== true) return script;
    // Made with other flags of V8. Later on those that the program has changed are: then nobody's cache is of use.
    if (scripts.size > 0) return new Script(source, { filename: path });
    if (read === builtCache) built = false;
  }
  if (isBuildersNode()) return new Script(source, { filename: path });
  uncached.add(path);
  if (keepsCompiled) marked ??= flagsMark();
  return new Script(source, { filename: path });
}

/** Smaller files load in 0.1 to 0.2 ms without a code cache, and each would be one more file to read. */
const LEAST_CACHED = 4000;

/** @param code of a file, in characters of one byte */
export function isCached(code: { readonly length: number }): boolean {
  return code.length >= LEAST_CACHED;
}

/** Within the same wrapper function that Node puts around a CommonJS file; those that stand in one file have theirs. */
function sourceOf(path: string): string {
  const source = readFileSync(path, 'latin1');
  return basename(path) === START_FILES ? source : Module.wrap(source);
}

let keepsCompiled = true;

/** For a thread, which may begin when the process has other flags of V8 than at its start. */
export function keepNothing(): void {
  keepsCompiled = false;
}

const EMPTY = Buffer.alloc(0);

/**
 * Whether the build has made code for this version of Node: what it has left out is not worth a cache. Asked once: to look
 * for what is not there takes a third of a millisecond each time.
 */
function isBuildersNode(): boolean {
  built ??= existsSync(cacheFile(join(__dirname, START_FILES)));
  return built;
}
let built: boolean | null = null;

/** Where the build keeps what its own version of Node has compiled. */
export function cacheFile(path: string): string {
  return `${path}.${process.version}-${process.arch}.cache`;
}

function builtCache(path: string): Buffer | undefined {
  if (!isBuildersNode()) return undefined;
  try {
    return readFileSync(cacheFile(path));
  } catch {
    return undefined;
  }
}

function usersCache(path: string): Buffer | undefined {
  if (isBuildersNode()) return undefined;
  if (userCache === null) {
    userCache = new UserCache(__dirname);
    if (keepsCompiled) {
      process.on('exit', (status) => {
        if (status === 0 && (uncached.size > 0 || isLongRun()) && hasUsualFlags()) keep();
      });
    }
  }
  return userCache.read(path);
}

/** Before the program has changed any; null where all was kept already, and the mark was not asked for: 0.4 ms. */
let marked: Buffer | null = null;

/** Else V8 would refuse what is compiled now at the next start, which has the usual flags again. */
function hasUsualFlags(): boolean {
  if (marked !== null) return flagsMark().equals(marked);
  const [path] = scripts.keys();
  const cachedData = unsealed(userCache?.read(path!) ?? EMPTY);
  return cachedData !== undefined && new Script(sourceOf(path!), { cachedData }).cachedDataRejected === false;
}

/** A run of so many seconds has time to see whether it has compiled more than is kept: 5 ms. */
const LONG_RUN = 0.2;
function isLongRun(): boolean {
  return process.uptime() > LONG_RUN && userCache!.isNew;
}

/** By so much what was compiled must have grown to be kept anew. */
const GROWTH = 1.05;

/** What V8 compiles from nothing begins with a mark of its flags, and is the same as long as they are. */
function flagsMark(): Buffer {
  return new Script('').createCachedData();
}

function keep(): void {
  if (userCache === null) return;
  const isLong = isLongRun();
  const codes = new Map<string, Buffer>();
  for (const [path, script] of scripts) {
    if (!isLong && !uncached.has(path)) continue;
    const code = sealed(script.createCachedData());
    // The first run may have been a call for help, which compiles little.
    if (uncached.has(path) || code.length > (userCache.lengths.get(path) ?? 0) * GROWTH) codes.set(path, code);
  }
  if (codes.size > 0) userCache.write(codes);
}
