/**
 * Starts the built command line from code that is compiled already: what V8 has kept of 160 kB of JavaScript
 * (`<name>.cache`, made by `build/code-cache.cjs`). A small log then takes 52 ms, not 69, of which Node's own start is 28.
 * V8 takes such code only from the same version of itself with the same flags, and for source of the same length;
 * otherwise, or where there is none, it compiles as ever.
 */
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** What was loaded, by file: what a code cache is made of. */
export const scripts = new Map<string, Script>();

/**
 * Loads `<name>.cjs` from this folder, each after those before it, which it may then require; so may any other file.
 * Gives what the last one exports. The files are ASCII.
 */
export function load(...names: readonly string[]): unknown {
  return names.map((name) => loadOne(join(__dirname, `${name}.cjs`))).at(-1);
}

function loadOne(path: string): unknown {
  const require = createRequire(path);
  const cachedData = codeOf(path);
  // The function that Node itself puts around a CommonJS file.
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
  try {
    return readFileSync(`${path}.cache`);
  } catch {
    return undefined;
  }
}
