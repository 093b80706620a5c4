/**
 * Starts the built command line from V8's code cache of its 160 kB of JavaScript (`<name>.cache`, made by
 * `build/code-cache.cjs`): a small log then takes 52 ms, not 69, of which Node's own start is 28. V8 accepts a cache only
 * from the same version with the same flags, and for source of the same length; without one, or where one is damaged, it
 * compiles as usual.
 */
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { addressLimit } from '../workers/address-space.js';
import { unsealed } from './sealed.js';

/** The scripts that were loaded, by file: `build/code-cache.cjs` makes the code caches from them. */
export const scripts = new Map<string, Script>();

/**
 * Loads each `<name>.cjs` of this folder in turn, so that later ones, and any other file, can require it. Returns what
 * the last one exports. The files are ASCII.
 */
export function load(...names: readonly string[]): unknown {
  return names.map((name) => loadOne(join(__dirname, `${name}.cjs`))).at(-1);
}

function loadOne(path: string): unknown {
  const require = createRequire(path);
  const cachedData = codeOf(path);
  // The same wrapper function that Node puts around a CommonJS file.
  const script = new Script(Module.wrap(readFileSync(path, 'latin1')), {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  scripts.set(path, script);
  const module = new Module(path);
  module.filename = path;
  require.cache[path] = module;
  script.runInThisContext()(module.exports, require, module, path, __dirname);
  module.loaded = true;
  return module.exports;
}

function codeOf(path: string): Buffer | undefined {
  // The checksum reserves as many addresses as the kernel does, which then may not get any.
  if (addressLimit() !== Number.POSITIVE_INFINITY) return undefined;
  try {
    return unsealed(readFileSync(`${path}.cache`));
  } catch {
    return undefined;
  }
}
