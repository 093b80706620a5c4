/**
 * Starts the built command line from code that is compiled already. Reading, compiling and first running 150 kB of
 * JavaScript is a third of what a start costs beside Node's own; what V8 has kept of it (`<name>.cache`, made by
 * `build/code-cache.cjs`) halves that. V8 takes such code only from the same version of itself with the same flags;
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
