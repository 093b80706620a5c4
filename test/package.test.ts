/** What `npm pack` gives works where it is installed, without the optional packages and without this repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLE = readFileSync(join(ROOT, 'samples/callback.log'));

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
}

interface Sbom {
  readonly components: readonly { readonly name: string }[];
}

const BINDINGS = '@duckdb/node-bindings';

let folder = '';
let files: readonly string[] = [];

function npm(cwd: string, args: readonly string[]): string {
  // Without what the `npm` that runs the tests says to those below it.
  const env = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return execFileSync('npm', [...args, '--ignore-scripts'], {
    cwd,
    env: Object.fromEntries(env),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
}

/** Node alone may be there, as under Wine. */
const isWithout = process.platform === 'win32' && spawnSync('npm --version', { shell: true }).status !== 0;
const packed = test.skipIf(isWithout);

beforeAll(() => {
  if (isWithout) return;
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  // As it was built: to build again would pull the program from under the other tests.
  const [pack] = JSON.parse(npm(ROOT, ['pack', '--json', '--pack-destination', folder]));
  files = pack.files.map(({ path }: { path: string }) => path);

  // The versions that are locked here, so that what `npm ci` fetched for the tests is all that is needed.
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { '': own, ...all } = lock.packages as Record<string, Locked>;
  const needed = Object.entries(all).filter(([, { dev }]) => dev !== true);
  const resolved = `file:${pack.filename}`;
  const dependencies = { 'ptk-logscan': resolved };
  const packages = {
    '': { dependencies },
    'node_modules/ptk-logscan': { ...own, resolved },
    ...Object.fromEntries(needed),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  npm(folder, ['ci', '--omit', 'optional', '--prefer-offline', '--no-audit', '--no-fund']);
}, 120_000);
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

packed('holds what is needed to run and to read, and no more', () => {
  for (const name of [
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'docs/index.md',
    'docs/report-dark.png',
    'bin/ptk-logscan.js',
    'man/ptk-logscan.1',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/sbom.cdx.json',
    'dist/index.js',
    'dist/kernel.wasm',
    'dist/worker.cjs',
    'dist/cli/start.cjs',
    'dist/cli/worker.cjs',
    'dist/cli/kernel.wasm',
  ])
    expect(files).toContain(name);
  // For whoever steps into it.
  expect(files.some((name) => /^dist\/library-[\w-]+\.js\.map$/.test(name))).toBe(true);
  expect(files.filter((name) => /^(src|test|bench|node_modules)\/|\.tgz$/.test(name))).toEqual([]);
  // The pages, and not what makes a site of them.
  expect(files.filter((name) => /^docs\/(?![\w-]+\.(md|png)$)/.test(name))).toEqual([]);
});

packed('runs', () => {
  const program = join(folder, 'node_modules/.bin/ptk-logscan');
  const run = (args: readonly string[]) =>
    spawnSync(program, args, { cwd: folder, input: SAMPLE, encoding: 'utf8', shell: process.platform === 'win32' });
  expect(run([])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('203 events   38 errors') });
  for (const format of ['json', 'html', 'markdown', 'csv-codes']) {
    expect(run(['-f', format])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('109004') });
  }
  writeFileSync(join(folder, 'wrong.yaml'), 'defaults: { widow: 1h }');
  expect(run(['--config', 'wrong.yaml'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'ptk-logscan: wrong.yaml:1: defaults.widow: unknown setting; did you mean window?\n',
  });
  expect(run(['codes', '107000']).stdout).toContain('RequestCompleted');
  expect(run(['--version']).stdout.trim()).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
});

packed('without DuckDB, what needs it says how to get it here', () => {
  const program = join(folder, 'node_modules/.bin/ptk-logscan');
  const run = spawnSync(program, ['-o', 'a.parquet'], {
    cwd: folder,
    input: SAMPLE,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(run).toMatchObject({ status: 2, stdout: '' });
  const version = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).optionalDependencies[BINDINGS];
  expect(run.stderr).toMatch(
    /^ptk-logscan: .*parquet: expected DuckDB, .*Cannot find module '@duckdb\/node-bindings'\n/,
  );
  expect(run.stderr).toContain(`\n  tip: npm install ${BINDINGS}@${version} (`);
});

packed('names the licence and the origin of all that is bundled, and of all that is installed beside it', () => {
  const read = (name: string) => readFileSync(join(folder, 'node_modules/ptk-logscan', name), 'utf8');
  const notices = read('dist/THIRD-PARTY-NOTICES.txt');
  const sbom: Sbom = JSON.parse(read('dist/sbom.cdx.json'));
  expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'ptk-logscan' } } });
  const named = sbom.components.map(({ name }) => name);
  const { dependencies } = JSON.parse(read('package.json'));
  for (const name of [...Object.keys(dependencies), BINDINGS]) expect(named).toContain(name);
  // Bundled: installed for development alone, but in the program.
  for (const name of ['yaml', 'tar-stream', 'yauzl', 'croner', 'd3-scale', 'assemblyscript', '@duckdb/node-api']) {
    expect(named).toContain(name);
    expect(notices).toMatch(new RegExp(`^${name} [0-9.]+\\S* \\(.+\\)$`, 'm'));
  }
  // Neither bundled nor installed.
  for (const name of ['vitest', 'typescript', 'knip']) expect(named).not.toContain(name);
  expect(notices).not.toMatch(/^ptk-logscan [0-9]/m);
});

packed('is packed as publint wants it', async () => {
  const { messages } = await publint({ pkgDir: join(folder, 'node_modules/ptk-logscan'), pack: false, strict: true });
  expect(messages).toEqual([]);
});

packed('is a library', () => {
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { readFileSync, writeFileSync } from 'node:fs';
    import { Aggregation, check, render, scanFiles, scanStream } from 'ptk-logscan';
    const aggregation = new Aggregation();
    for await (const batch of process.stdin.pipe(scanStream())) aggregation.add(batch);
    console.log(aggregation.toSummary().totals.events);
    // On threads, and with what is loaded on demand.
    writeFileSync('large.log', readFileSync(process.argv[2], 'utf8').repeat(300));
    const summary = await scanFiles('large.log', { workers: 2 });
    console.log(summary.totals.events, (await render(summary, 'html')).length > 10_000);
    console.log((await check(summary, [{ name: 'Error rate', 'max-error-rate': '1%' }])).verdict);`,
  );
  const call = ['use.mjs', join(ROOT, 'samples/callback.log')];
  const child = spawnSync(process.execPath, call, { cwd: folder, input: SAMPLE, encoding: 'utf8' });
  expect(child).toMatchObject({ status: 0, stdout: '203\n60900 true\nfail\n', stderr: '' });
});

packed('has types', () => {
  writeFileSync(
    join(folder, 'use.mts'),
    `import { Aggregation, catalogue, scanLine, type Severity, scanStream, type Summary } from 'ptk-logscan';
    const severity: Severity = catalogue.get(107000).severity;
    const summary: Summary = new Aggregation({ window: '1h' }).toSummary();
    const stream: NodeJS.ReadWriteStream = scanStream({ source: severity });
    export const codes: number[] = scanLine('code=107000').codes.map(({ code }) => code);
    // @ts-expect-error
    export const none = summary.nothing;
    // @ts-expect-error
    stream.nothing();`,
  );
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2023',
    '--types',
    'node',
  ];
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types')];
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const child = spawnSync(process.execPath, [compiler, ...options, ...types, 'use.mts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(child).toMatchObject({ status: 0, stdout: '' });
});
