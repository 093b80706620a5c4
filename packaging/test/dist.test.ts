/** Each form that runs here does the main jobs where it was unpacked. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Place, prepareWine, windowsPath } from './place.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'release');
const { name: NAME, version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const SAMPLE = readFileSync(join(ROOT, 'samples/callback.log'));
/** Enough for threads, which read from 33 MB on. */
const REPEATS = 480;
const EVENTS = 203;

/** Those that run here. */
const systems = (process.env.PTK_LOGSCAN_TEST_SYSTEMS ?? '').split(',');
const made = (file: string) => join(OUT, file);

interface Form {
  readonly name: string;
  readonly system: string;
  /** What it is unpacked from. */
  readonly file: string;
  /** Unpacks it; what starts it. */
  readonly unpack: (place: Place) => Promise<string>;
}

const archive = (system: string, ending: string, launcher: string): Form => {
  const name = `${NAME}-${VERSION}-${system}`;
  const file = made(`${name}.${ending}`);
  return {
    name: `${system}.${ending}`,
    system,
    file,
    unpack: async (place) => join(await place.unpack(file, name), launcher),
  };
};

/** DuckDB is beside it, from the archive. */
const executable = (system: string, ending: string, from: Form): Form => {
  const file = made(`${NAME}-${VERSION}-${system}${ending}`);
  const unpack = async (place: Place) => {
    const folder = join(await from.unpack(place), '..', 'node_modules');
    place.copy(folder, 'alone/node_modules');
    return place.copy(file, `alone/${NAME}${ending}`);
  };
  return { name: `executable ${system}`, system, file, unpack };
};

const zip = archive('win-x64', 'zip', 'ptk-logscan.cmd');
const tar = archive('linux-x64', 'tar.gz', 'ptk-logscan');
const debian = made(`${NAME}_${VERSION}-1_amd64.deb`);
const FORMS: readonly Form[] = [
  zip,
  executable('win-x64', '.exe', zip),
  tar,
  executable('linux-x64', '', tar),
  archive('linux-arm64', 'tar.gz', 'ptk-logscan'),
  archive('darwin-arm64', 'tar.gz', 'ptk-logscan'),
  {
    name: 'debian amd64',
    system: 'linux-x64',
    file: debian,
    unpack: async (place) => join(place.unpackDebian(debian, 'root'), 'usr/bin/ptk-logscan'),
  },
];

beforeAll(() => {
  if (systems.includes('win-x64')) prepareWine();
});

describe.each(FORMS.filter(({ system, file }) => systems.includes(system) && existsSync(file)))('$name', (form) => {
  const place = new Place();
  const at = (name: string) => join(place.folder, name);
  const isWindows = form.system === 'win-x64';
  const shown = (name: string) => (isWindows ? windowsPath(at(name)) : at(name));
  let program: string;

  beforeAll(async () => {
    program = await form.unpack(place);
    mkdirSync(at('logs'));
    writeFileSync(at('logs/callback.log'), SAMPLE);
    writeFileSync(at('large.log'), Buffer.concat(Array(REPEATS).fill(SAMPLE)));
  });
  afterAll(() => place.remove());

  test('counts', () => {
    const run = place.run(program, ['--tz', 'UTC', shown('logs/callback.log')]);
    expect(run).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('203 events   38 errors') });
    expect(place.run(program, ['--version']).stdout.trim()).toBe(VERSION);
    expect(place.run(program, ['--window', '1 parsec', 'logs/callback.log']).status).toBe(2);
  });

  test('counts on several threads what is large', () => {
    const run = place.run(program, ['--workers', '3', '-f', 'json', 'large.log']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(run.stdout).totals).toMatchObject({ events: EVENTS * REPEATS });
  });

  test('keeps a history, and reports from it', () => {
    // Large enough for the threads of a job, which are others.
    const job = { inputs: ['large.log'], tz: 'UTC', schedule: '0 6 * * *', history: 'h.duckdb', reports: [REPORT] };
    writeFileSync(at('job.yaml'), JSON.stringify(job));
    const report = place.run(program, ['report', '--config', 'job.yaml', '--date', '2026-11-05']);
    expect(report).toMatchObject({ status: 0 });
    const day = JSON.parse(readFileSync(at('out/2026-11-04.json'), 'utf8'));
    expect(day.totals.events).toBeGreaterThan(50 * REPEATS);
    const info = place.run(program, ['history', 'info', '--config', 'job.yaml']);
    expect(info).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining(`${EVENTS * REPEATS} events`),
    });
    // What starts it again is what was started, whole.
    const { stdout } = place.run(program, ['report', '--config', 'job.yaml', '--print-schedule', 'cron']);
    const own = form.name.startsWith('executable')
      ? /alone[\\/]ptk-logscan(\.exe)?/
      : /node(\.exe)?\W+.+bin[\\/]ptk-logscan\.js/;
    expect(stdout).toMatch(new RegExp(`^0 6 \\* \\* \\* .*${own.source}['"]* report --config `, 'm'));
  });

  test('writes Parquet', () => {
    expect(place.run(program, ['-o', 'all.parquet', 'logs/callback.log'])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(at('all.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });

  test.runIf(form.name.startsWith('executable'))('without DuckDB beside it says where there is some', () => {
    const lonely = place.copy(program, `lonely/${NAME}${isWindows ? '.exe' : ''}`);
    const run = place.run(lonely, ['-o', 'none.parquet', 'logs/callback.log']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      'tip: put the folder node_modules of the archive (zip or tar.gz) beside this executable',
    );
  });
});

/** How the file of a program begins: ELF, Mach-O and PE, each with the processor where it stands at a fixed place. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  'win-x64': /^4d5a/,
  'linux-x64': /^7f454c46.{28}3e00/,
  'linux-arm64': /^7f454c46.{28}b700/,
  'darwin-arm64': /^cffaedfe0c000001/,
};

// What may be run is not known of a file on Windows.
const ARCHIVES =
  process.platform === 'win32' ? [] : FORMS.filter(({ name, file }) => /^\w+-\w+\./.test(name) && existsSync(file));

describe.each(ARCHIVES)('in $name', (form) => {
  test('is what a run needs for its system, and what the licences ask for', async () => {
    const place = new Place();
    const program = await form.unpack(place);
    const at = (name: string) => join(program, '..', name);
    const isWindows = form.system === 'win-x64';
    const node = at(isWindows ? 'node.exe' : 'node');
    expect(readFileSync(node).subarray(0, 32).toString('hex')).toMatch(BEGINNINGS[form.system]!);
    expect(statSync(node).mode & 0o111).toBe(0o111);
    const notices = readFileSync(at('THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['Node.js 22', 'yaml 2', '@duckdb/node-bindings 1', 'nodemailer 1']) {
      expect(notices).toMatch(new RegExp(`^${name}`, 'm'));
    }
    const bindings = readdirSync(at('node_modules/@duckdb')).filter((name) => name !== 'node-bindings');
    expect(bindings).toEqual([`node-bindings-${form.system.replace('win', 'win32')}`]);
    expect(readdirSync(at(`node_modules/@duckdb/${bindings[0]}`))).toContain('duckdb.node');
    // Beside the node_modules above nothing that only development needs.
    expect(readdirSync(at('.')).sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'bin', 'dist', 'node_modules', 'package.json']
        .concat(isWindows ? ['node.exe', 'ptk-logscan.cmd'] : ['node', 'ptk-logscan'])
        .sort(),
    );
    place.remove();
  });
});

const REPORT = { name: 'daily', period: 'yesterday', outputs: ['out/{date}.json'] };

test('what was made is what its checksums say', () => {
  const lines = readFileSync(made('SHA256SUMS'), 'utf8').trim().split('\n');
  const named = new Map(lines.map((line) => line.split('  ').reverse() as [string, string]));
  const files = readdirSync(OUT, { withFileTypes: true }).filter((entry) => entry.isFile());
  const archives = files.map(({ name }) => name).filter((name) => !/^(SHA256SUMS|Dockerfile)$/.test(name));
  expect([...named.keys()].sort()).toEqual(archives.sort());
  for (const [name, sum] of named) {
    expect([
      name,
      createHash('sha256')
        .update(readFileSync(made(name)))
        .digest('hex'),
    ]).toEqual([name, sum]);
  }
});

test('manifests name what was made, by its checksum', async () => {
  const sums = readFileSync(made('SHA256SUMS'), 'utf8');
  const check = (file: string, found: RegExp) => {
    if (!existsSync(made(file))) return;
    const [, name, sum] = found.exec(readFileSync(made(file), 'utf8').replaceAll('\n', ' '))!;
    expect(sums).toContain(`${sum!.toLowerCase()}  ${name}\n`);
  };
  check('scoop/ptk-logscan.json', /"url": "[^"]+\/([^"/]+)", +"hash": "(\w+)"/);
  check('winget/ptk-logscan.ptk-logscan.installer.yaml', /InstallerUrl: \S+\/(\S+) +InstallerSha256: (\w+)/);
});
