/**
 * Which files of what is built are loaded at every start, of the command line and of the library. Each file more costs about a millisecond, and so does
 * every 50 kB of code, so that what a plain `ptk-logscan callback.log` needs is in two files beside its entry, and what it
 * does without is in neither. Nothing is listed but where a start begins: what that imports is started with, and what is
 * behind an `import()` is loaded on demand.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The command line, and what it loads by `import()` when nothing else is asked for: the command, the form of its report, and whom to ask about. */
const START = ['src/cli/main.ts', 'src/cli/commands/scan.ts', 'src/report/table/index.ts', 'src/scan/whom-key.ts'];

/** A worker thread: it starts while the others wait for its help, so that it loads no more than it needs. */
const THREAD = ['src/workers/thread.ts'];

/** What whoever imports the package loads. */
const LIBRARY = ['src/index.ts'];

/** Have a file of their own, under their own name. */
export const ENTRIES = {
  main: 'src/cli/main.ts',
  thread: 'src/workers/thread.ts',
  'count-thread': 'src/job/read/count-thread.ts',
};

/** What `src/boot` loads by name: `engine` is what a worker thread needs, nearly all of it also the start's; `core` what only the start needs. */
export const NAMED = ['rolldown-runtime', 'engine', 'core'];

/** For rolldown's `output.codeSplitting`. */
export function startChunks() {
  const entries = new Set(Object.values(ENTRIES).map(idOf));
  let start = null;
  let thread = null;
  const name = (id, graph) => {
    // Once a bundle: every module is asked about.
    start ??= reachedFrom(START, graph);
    thread ??= reachedFrom(THREAD, graph);
    if (entries.has(id)) return null;
    if (thread.has(id)) return 'engine';
    return start.has(id) ? 'core' : null;
  };
  // What is reached is complete by itself: with dependencies taken along, `core` would take those that are in `engine`.
  return { includeDependenciesRecursively: false, groups: [{ name, debugName: 'loaded at every start' }] };
}

/** The same for the library: what it loads when it is imported is one file beside its entry. */
export function libraryChunks() {
  let reached = null;
  const name = (id, graph) => {
    reached ??= reachedFrom(LIBRARY, graph);
    return reached.has(id) && id !== idOf(LIBRARY[0]) ? 'library' : null;
  };
  return { includeDependenciesRecursively: false, groups: [{ name, debugName: 'loaded with the library' }] };
}

/** The ids of the files and of all that they import other than by `import()`. */
function reachedFrom(files, graph) {
  const reached = new Set();
  const waiting = files.map((file) => {
    const id = idOf(file);
    if (graph.getModuleInfo(id) === null) {
      throw new Error(`build/chunks.mjs: expected ${file} in what is built; got a bundle without it`);
    }
    return id;
  });
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
}

function idOf(file) {
  return join(ROOT, file);
}
