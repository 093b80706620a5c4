/**
 * How the source is laid out: which folder may import which, no circles, short files, and who may touch the process.
 * The lists say what is meant; a new folder needs its line.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * Folders of src, and files directly in it, from the bottom to the top: each may import what stands above it in this
 * list and is named beside it.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  stats: ['model'],
  time: ['model', 'text'],
  catalogue: ['model', 'text'],
  kernel: ['model'],
  reference: ['model'],
  // How the program was installed, and what to do about a part that is missing.
  installation: [],
  sources: ['model', 'text'],
  scan: ['model', 'text', 'catalogue', 'time', 'kernel', 'reference'],
  aggregate: ['model', 'text', 'stats', 'catalogue', 'time'],
  // A thread runs its share of the pipeline.
  workers: ['model', 'text', 'time', 'catalogue', 'kernel', 'sources', 'scan', 'aggregate'],
  // Results that are not finished, and how they are put together.
  partial: ['model', 'text', 'catalogue', 'time', 'sources', 'scan', 'aggregate', 'workers'],
  pipeline: ['model', 'catalogue', 'time', 'sources', 'scan', 'aggregate', 'workers', 'partial'],
  // Of the sources: where other programs are, and how they are ended.
  report: ['model', 'text', 'catalogue', 'time', 'installation', 'sources'],
  check: ['model', 'text', 'stats', 'catalogue', 'time', 'aggregate'],
  settings: ['model', 'text', 'catalogue', 'time', 'sources', 'scan', 'pipeline', 'report', 'check'],
  history: ['model', 'text', 'time', 'installation', 'settings'],
  // A scheduled job reads what is new by itself, and keeps, compares and reports it.
  job: [
    ...['model', 'text', 'time', 'sources', 'kernel', 'scan', 'aggregate', 'pipeline', 'report', 'check'],
    ...['settings', 'history', 'workers'],
  ],
  // Follows files with the job's recognition, and counts what comes.
  watch: [
    ...['model', 'text', 'time', 'kernel', 'scan', 'aggregate', 'pipeline', 'history', 'job', 'workers'],
    ...['sources', 'catalogue', 'check', 'settings'],
  ],
  // Shows a live run to browsers and scrapers.
  serve: ['model', 'text', 'catalogue', 'time', 'installation', 'report', 'watch'],
  // Runs the parts one by one.
  doctor: ['model', 'text', 'catalogue', 'time', 'reference', 'sources', 'scan', 'report'],
  library: [
    ...['model', 'text', 'catalogue', 'time', 'kernel', 'reference', 'sources', 'scan', 'aggregate'],
    ...['partial', 'pipeline', 'report', 'check', 'settings'],
  ],
  index: ['model', 'catalogue', 'reference', 'report', 'check', 'library'],
  // Outermost. What is counted it gets from the pipeline alone: it never scans by itself.
  cli: [
    ...['model', 'text', 'time', 'scan', 'aggregate', 'partial', 'pipeline', 'report', 'check', 'settings'],
    ...['history', 'job', 'watch', 'serve', 'doctor'],
  ],
  // Before everything else: it loads the program, and may start a thread for it.
  boot: ['model', 'workers', 'cli'],
};

/** Packages that two places need; every other one is imported in a single folder of src. */
const SHARED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['history', 'report'],
};

/** What may read the process beside src/cli, and what of it. */
const PROCESS: Readonly<Record<string, string>> = {
  'src/boot/load.ts': 'arch on uptime version',
  'src/boot/start.ts': 'argv',
  'src/boot/user-cache.ts': 'arch getuid pid version',
  'src/history/store/owner.ts': 'pid',
  'src/job/notify/command.ts': 'platform',
  'src/report/pdf/index.ts': 'env',
  'src/report/pdf/print-page.ts': 'getuid',
  'src/sources/decode.ts': 'env',
  'src/sources/end-program.ts': 'kill platform',
  'src/sources/program.ts': 'env',
  'src/text/shell-word.ts': 'env platform',
  'src/time/machine.ts': 'env platform',
  'src/time/offsets.ts': 'env',
  'src/scan/custom-format/linear-engine.ts': 'versions',
  'src/workers/small-heap.ts': 'getBuiltinModule',
  'src/workers/tiering.ts': 'getBuiltinModule memoryUsage uptime versions',
};

/** Files below a folder, where it is there, as `folder/path`. */
function filesIn(folder: string, form: RegExp): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => form.test(name))
    .sort();
}

const SOURCES = filesIn('src', /\.ts$/);
const TEXTS = new Map(SOURCES.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
/** Without comments, in which an example may import something. */
const CODE = new Map([...TEXTS].map(([file, text]) => [file, text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')]));

const IMPORT = /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s*)?'([^']+)'/g;
const ON_DEMAND = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every import and re-export of a file, those of types too: as written. */
function importsOf(file: string, forms: readonly RegExp[] = [IMPORT, ON_DEMAND]): string[] {
  return forms.flatMap((form) => [...CODE.get(file)!.matchAll(form)].map((match) => match[1]!));
}

/** The files of src that a file imports. */
function neighboursOf(file: string, forms?: readonly RegExp[]): string[] {
  return importsOf(file, forms)
    .filter((name) => name.startsWith('.') && !name.endsWith('.json'))
    .map((name) => join(dirname(file), name).replace(/(\.js)?$/, '.ts'));
}

/** `src/time/zone.ts` is part of `time`, `src/pipeline.ts` of `pipeline`. */
function partOf(file: string): string {
  return file.split('/')[1]!.replace(/\.ts$/, '');
}

test('the imports are found, and lead to files', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  expect(neighboursOf('src/index.ts')).toContain('src/library/streams.ts');
  expect(neighboursOf('src/report/index.ts')).toContain('src/report/html/index.ts');
  expect(neighboursOf('src/workers/scan-all.ts')).toContain('src/workers/pool.ts');
  expect(SOURCES.flatMap((file) => neighboursOf(file)).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('every part of src says what it may import', () => {
  expect(Object.keys(MAY_IMPORT).sort()).toEqual([...new Set(SOURCES.map(partOf))].sort());
});

test('every part may import only parts that stand above it, and imports each of them', () => {
  const parts = Object.keys(MAY_IMPORT);
  const wrong = parts.flatMap((part, i) => {
    const used = new Set(
      SOURCES.filter((file) => partOf(file) === part).flatMap((file) => neighboursOf(file).map(partOf)),
    );
    return MAY_IMPORT[part]!.flatMap((other) => [
      ...(parts.indexOf(other) < i ? [] : [`${other} does not stand above ${part}`]),
      ...(used.has(other) ? [] : [`${part} does not import ${other}`]),
    ]);
  });
  expect(wrong).toEqual([]);
});

test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (part, allowed) => {
  const wrong = SOURCES.filter((file) => partOf(file) === part).flatMap((file) =>
    neighboursOf(file)
      .filter((other) => partOf(other) !== part && !allowed.includes(partOf(other)))
      .map((other) => `${file} imports ${other}`),
  );
  expect(wrong).toEqual([]);
});

// What is imported on demand and types alone are counted too: who reads one file of a circle has to read them all.
test('nothing imports in a circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of neighboursOf(file)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of SOURCES) visit(file, []);
  expect(circles).toEqual([]);
});

test('the registry of commands loads each of them, and none of them knows it', () => {
  const commands = SOURCES.filter((file) => file.startsWith('src/cli/commands/'));
  expect(neighboursOf('src/cli/commands.ts', [ON_DEMAND]).sort()).toEqual(commands);
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const next of neighboursOf(file)) visit(next);
  };
  for (const file of commands) visit(file);
  expect([...reached]).not.toContain('src/cli/commands.ts');
});

test('exit statuses are named, not numbers, wherever a run ends', () => {
  const NUMBER = /process\.exit\([^)\n]*\d|Status: \d|\breturn (\w+ \? )?[0-3]( : [0-3])?;/;
  const ends = ['main', 'run', 'sources', 'no-input', 'exit-status', 'commands/', 'report/', 'history/', 'doctor/'];
  const files = SOURCES.filter((file) => ends.some((name) => file.startsWith(`src/cli/${name}`)));
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter((file) => NUMBER.test(CODE.get(file)!))).toEqual([]);
});

test('no file is over 300 lines', () => {
  const others = ['bin', 'build', 'bench', 'packaging', 'samples'].flatMap((folder) =>
    filesIn(folder, /\.([mc]?js|ts)$/),
  );
  const long = [...SOURCES, ...others]
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1] as const)
    .filter(([, lines]) => lines > 300);
  expect(long).toEqual([]);
});

describe('the process', () => {
  const USE = /\bprocess\.(\w+)/g;

  test('is the command line’s alone, but for what is named here', () => {
    const used = SOURCES.filter((file) => partOf(file) !== 'cli').flatMap((file) => {
      const names = [...CODE.get(file)!.matchAll(USE)].map((match) => match[1]);
      return names.length === 0 ? [] : [[file, [...new Set(names)].sort().join(' ')] as const];
    });
    expect(Object.fromEntries(used)).toEqual(PROCESS);
  });

  test('is touched in one file there', () => {
    expect(SOURCES.filter((file) => partOf(file) === 'cli' && CODE.get(file)!.search(USE) >= 0)).toEqual([
      'src/cli/main.ts',
    ]);
  });

  test('has no other names', () => {
    expect(SOURCES.filter((file) => /\bconsole\.|node:process/.test(CODE.get(file)!))).toEqual([]);
  });
});

test('standard output is written in one place, which knows what people read', () => {
  expect(SOURCES.filter((file) => /\bstdout\.write\(/.test(CODE.get(file)!))).toEqual(['src/cli/print.ts']);
});

describe('packages', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const users = new Map<string, Set<string>>();
  for (const file of SOURCES) {
    for (const name of importsOf(file)) {
      if (/^(\.|node:)/.test(name)) continue;
      const found = /^(@[^/]+\/)?[^/]+/.exec(name)![0];
      users.set(found, (users.get(found) ?? new Set()).add(partOf(file)));
    }
  }

  /** Bundled as well, but the project is asked to install them. */
  const ALSO_BUNDLED = ['p-limit', 'split2', 'yargs'];

  test('that src imports are named', () => {
    expect([...users.keys()]).toContain('yargs');
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const named = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
    expect([...users.keys()].filter((name) => !named.includes(name))).toEqual([]);
  });

  test('that are left outside of what is built are installed with it, or said to be needed; the others are not', () => {
    const built = [...filesIn('dist', /\.c?js$/)].map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
    const isOutside = (name: string) => new RegExp(`\\(["'\`]${name}["'\`/]`).test(built);
    const { dependencies, optionalDependencies, peerDependencies } = manifest;
    const installed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    expect(installed.filter((name) => !isOutside(name)).sort()).toEqual(ALSO_BUNDLED);
    const outside = [...users.keys()].filter(isOutside);
    expect(outside).toContain('nodemailer');
    expect(outside.filter((name) => !installed.includes(name))).toEqual([]);
  });

  test('are imported in one place each', () => {
    const places = [...users].map(([name, parts]) => [name, [...parts].sort()] as const);
    const shared = places.filter(([, parts]) => parts.length > 1);
    expect(Object.fromEntries(shared)).toEqual(SHARED_PACKAGES);
  });
});
