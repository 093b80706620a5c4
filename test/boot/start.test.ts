/** What a start of the built command line loads: no more than a plain count needs. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, type Plugin, type RolldownOptions, rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { buildHere } from './built-here.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = join(ROOT, 'samples/callback.log');
const LINE = '2026-11-01 09:15:00 statusCode=109004\n';

/** What a plain start loads, in this order: the first two, and the rest by way of `start-files.cjs`. */
const STARTED = ['ptk-logscan.js', 'start.cjs', 'rolldown-runtime.cjs', 'engine.cjs', 'core.cjs', 'main.cjs'];

/** Bytes of code that a plain start may load: 50 kB take a millisecond. What makes it more belongs behind an `import()`. */
const MOST_CODE = 345_000;

let folder = '';
let program = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  program = join(folder, 'bin/ptk-logscan.js');
  buildHere(folder);
  // Each thread tells what it has loaded when it ends.
  writeFileSync(
    join(folder, 'loaded.cjs'),
    `process.on('exit', () => {
      const own = process.moduleLoadList.filter((name) => /^NativeModule (?!internal)/.test(name));
      const loaded = {
        thread: require('node:worker_threads').threadId,
        files: Object.keys(require.cache).slice(1),
        own: own.map((name) => name.split(' ')[1]),
      };
      require('node:fs').writeSync(2, JSON.stringify(loaded) + '\\n');
    });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Loaded {
  readonly thread: number;
  readonly files: readonly string[];
  /** Modules of Node itself. */
  readonly own: readonly string[];
}

/** What was loaded in each thread of a run; the main thread is the first. */
async function loadedBy(args: readonly string[], script = program): Promise<Loaded[]> {
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(folder, 'loaded.cjs'))}` };
  const { status, stderr } = await ended(start(args, { cwd: folder, program: script, env }));
  expect(status).toBe(0);
  const loaded = stderr
    .trim()
    .split('\n')
    .map((line): Loaded => JSON.parse(line));
  return loaded.sort((a, b) => a.thread - b.thread);
}

test('loads the files of every start, and no more', async () => {
  const [{ files }] = (await loadedBy([SAMPLE])) as [Loaded];
  expect(files.map((file) => basename(file))).toEqual(STARTED);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(MOST_CODE);
});

test('loads of Node itself what costs next to nothing', async () => {
  writeFileSync(join(folder, 'nothing.cjs'), '');
  const [bare] = (await loadedBy([], join(folder, 'nothing.cjs'))) as [Loaded];
  const [started] = (await loadedBy([SAMPLE])) as [Loaded];
  const added = started.own.filter((name) => !bare.own.includes(name));
  // Not `tty`, `stream` or `worker_threads`, which take milliseconds.
  expect(added.filter((name) => !['module', 'os', 'vm'].includes(name))).toEqual([]);
});

test('a worker thread loads reading and counting alone', async () => {
  writeFileSync(join(folder, 'large.log'), LINE.repeat(Math.ceil((33 << 20) / LINE.length)));
  const [, ...threads] = await loadedBy(['--workers', '2', '--no-progress', 'large.log']);
  const files = threads.map((thread) => thread.files.map((file) => basename(file)));
  // V8 of Node 22 and 24 refuses what was compiled with other flags than it has by then: the user's cache may have that.
  if (/^v2[24]\./.test(process.version)) for (const names of files) remove(names, 'user-cache.cjs');
  expect(files).toEqual([['worker.cjs', 'rolldown-runtime.cjs', 'engine.cjs', 'thread.cjs']]);
});

function remove(names: string[], name: string): void {
  const at = names.indexOf(name);
  if (at >= 0) names.splice(at, 1);
}

describe('what is in these files', () => {
  /** Relative to the root. */
  let sources: readonly string[];
  /** What any source loads by `import()`. */
  const onDemand = new Set<string>();
  const nameOf = (id: string) => relative(ROOT, id).replaceAll('\\', '/');

  beforeAll(async () => {
    // Put together as the build does.
    const config = await import(new URL('../../rolldown.config.mjs', import.meta.url).href);
    const bundles: readonly RolldownOptions[] = config.default;
    const options = bundles.find(({ input }) => Object.keys(input ?? {}).includes('main'))!;
    const graph: Plugin = {
      name: 'graph',
      moduleParsed: ({ dynamicallyImportedIds }) => {
        for (const id of dynamicallyImportedIds) onDemand.add(nameOf(id));
      },
    };
    const bundle = await rolldown({ ...options, cwd: ROOT, plugins: [options.plugins, graph] });
    const { output } = await bundle.generate([options.output].flat()[0]);
    await bundle.close();
    const loaded = output.filter((file) => file.type === 'chunk' && STARTED.includes(file.fileName)) as OutputChunk[];
    // Rolldown's own has a name that is no path.
    sources = loaded.flatMap(({ moduleIds }) => moduleIds.filter((id) => !id.startsWith('\0')).map(nameOf));
  });

  test('is what a count and its table need', () => {
    const folders = sources
      .map((name) => /^src\/(\w+)|.*node_modules\/[^/]+/.exec(name)!)
      .map((match) => match[1] ?? `${basename(match[0])} (package)`);
    expect([...new Set(folders)].sort()).toEqual([
      'aggregate',
      'catalogue',
      'cli',
      'get-east-asian-width (package)',
      'kernel',
      'model',
      'pipeline',
      'reference',
      'report',
      'scan',
      'settings',
      'sources',
      'stats',
      'text',
      'time',
      'workers',
    ]);
  });

  test('is nothing that is loaded on demand anywhere, but the command, its table, and the key that tells whom errors hit', () => {
    expect(sources.filter((name) => onDemand.has(name)).sort()).toEqual([
      'src/cli/commands/scan.ts',
      'src/report/table/index.ts',
      'src/scan/line-keys.ts',
      'src/scan/whom-key.ts',
    ]);
  });
});
