/** What the cluster counts is what one machine counts, byte for byte, whatever fails on the way. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { text } from './log-text.js';
import { aFolder, below, ended, ROOT, scanned, standalone, submit } from './spark.js';

const MIB = 1 << 20;
const { path: folder, remove } = aFolder();
const logs = join(folder, 'logs');

const START = Date.UTC(2026, 10, 1);
const OPTIONS = ['--tz', 'Europe/Berlin', '--window', '1h', '--by', 'tenant'];

beforeAll(() => {
  mkdirSync(join(logs, 'small'), { recursive: true });
  const put = (name: string, bytes: Buffer | string) => writeFileSync(join(logs, name), bytes);
  put('large.log', text(24 * MIB, START, 0));
  put('ends.log', text(5 * MIB, START, 1).trimEnd());
  put('marked.log', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text(3 * MIB, START, 2))]));
  put('packed.log.gz', gzipSync(text(6 * MIB, START, 3)));
  put('wide.log', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text(2 * MIB, START, 4), 'utf16le')]));
  const one = `2026-11-01 12:00:00 one line code=107000 ${'filler code=109011 '.repeat((10 * MIB) / 19)}code=109012\n`;
  put('long.log', one + text(MIB, START, 5));
  const json = Array.from({ length: 20_000 }, (_, i) =>
    JSON.stringify({
      '@timestamp': new Date(START + i * 3000).toISOString(),
      tenant: 'acme',
      statusCode: i % 9 === 0 ? 109003 : 107000,
    }),
  );
  put('gateway.jsonl', json.join('\n'));
  // The time of an answer is on the line before it.
  const soap = Array.from({ length: 8000 }, (_, i) => {
    const time = new Date(START + i * 9000).toISOString();
    return `${time} request\n<soap:Body><Reply><statusCode>${i % 7 === 0 ? 108001 : 107000}</statusCode></Reply></soap:Body>\n`.repeat(
      2,
    );
  });
  put('soap.log', soap.join(''));
  for (let i = 0; i < 2000; i++)
    put(`small/${i}.log`, `2026-11-01 0${i % 10}:00:00 tenant=t${i % 3} code=107000 n=${i}\n`);
}, 120_000);
afterAll(remove);

/** The names of sources are all that may differ. */
const named = (document: string) => document.replaceAll(`file:${folder}/`, '').replaceAll(`${folder}/`, '');
const PARTS = ['--part-size', String(2 * MIB), '--task-size', String(2 * MIB)];

test('every kind of file, in parts of 2 MiB, on two executors', async () => {
  const whole = scanned(folder, [...OPTIONS, '-f', 'json', '-r', 'logs']);
  const { status, stdout, stderr } = await ended(submit(folder, { args: [...PARTS, ...OPTIONS, `file://${logs}`] }));
  expect([status, stderr.match(/Exception.*/)?.[0] ?? null]).toEqual([0, null]);
  expect(named(stdout)).toBe(whole);
});

test('a standalone master with two workers, a second stage that merges, and speculative copies', async () => {
  const whole = scanned(folder, [...OPTIONS, '-f', 'json', '-r', 'logs']);
  const cluster = await standalone(folder);
  try {
    const args = [...PARTS, '--merge-above', '5', ...OPTIONS, `file://${logs}`];
    // A part that takes half as long again as most is counted a second time beside it.
    const speculation = { multiplier: '1.5', quantile: '0.3', interval: '50ms', minTaskRuntime: '50ms' };
    const conf = Object.entries(speculation).map(([name, value]) => [`spark.speculation.${name}`, value]);
    const { status, stdout } = await ended(
      submit(folder, {
        ...{ args, master: cluster.master },
        conf: {
          'spark.speculation': 'true',
          'spark.executor.memory': '512m',
          'spark.executor.cores': '1',
          ...Object.fromEntries(conf),
        },
      }),
    );
    expect(status).toBe(0);
    expect(named(stdout)).toBe(whole);
  } finally {
    await cluster.stop();
  }
});

test('another form, filters, a glob, and a result that is written whole', async () => {
  const options = ['--tz', 'UTC', '--since', '2026-11-01T02:00Z', '--where', 'tenant!=globex', '--severity', 'error+'];
  const whole = scanned(folder, [...options, '-f', 'markdown', 'logs/large.log', 'logs/marked.log']);
  const args = [
    ...PARTS,
    ...options,
    '--format',
    'markdown',
    '--output',
    `file://${folder}/out/report.md`,
    `file://${logs}/{large,marked}.log`,
  ];
  const { status } = await ended(submit(folder, { args, master: 'local[2]' }));
  expect(status).toBe(0);
  expect(named(readFileSync(join(folder, 'out/report.md'), 'utf8'))).toBe(whole);
});

test('a file that is damaged is said, and the others count', async () => {
  mkdirSync(join(folder, 'some'));
  const gz = gzipSync(text(MIB, START, 6));
  writeFileSync(join(folder, 'some/cut.log.gz'), gz.subarray(0, gz.length / 2));
  writeFileSync(join(folder, 'some/well.log'), text(MIB, START, 7));
  const { status, stdout, stderr } = await ended(
    submit(folder, { args: [...OPTIONS, `file://${folder}/some`], master: 'local[2]' }),
  );
  expect([status, stderr]).toEqual([3, expect.stringContaining('cut.log.gz: ')]);
  expect(named(stdout)).toBe(scannedAlso3(['some']));
});

/** As `scanned`, which ends with 3 as well. */
function scannedAlso3(paths: readonly string[]): string {
  try {
    return scanned(folder, [...OPTIONS, '-f', 'json', '-r', ...paths]);
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}

test('processes that scan, and an executor, are killed in the middle: nothing is lost or counted twice', async () => {
  const whole = scanned(folder, [...OPTIONS, '-f', 'json', '-r', 'logs']);
  const child = submit(folder, {
    args: [...PARTS, ...OPTIONS, `file://${logs}`],
    conf: { 'spark.task.maxFailures': '10' },
  });
  const end = ended(child);
  let isOver = false;
  void end.then(() => (isOver = true));
  let [scans, executors] = [0, 0];
  while (!isOver && (scans < 3 || executors < 1)) {
    await sleep(50);
    const all = below(child.pid!);
    const scan = all.find(({ command }) => command.includes('scan --plan'));
    const executor = all.find(({ command }) => command.includes('CoarseGrainedExecutorBackend'));
    if (scan !== undefined && scans < 3) {
      process.kill(scan.pid, 'SIGKILL');
      scans += 1;
    } else if (scan !== undefined && scans >= 3 && executor !== undefined) {
      process.kill(executor.pid, 'SIGKILL');
      executors += 1;
    }
  }
  const { status, stdout } = await end;
  expect([scans, executors, status]).toEqual([3, 1, 0]);
  expect(named(stdout)).toBe(whole);
  expect(below(child.pid!)).toEqual([]);
});

test('the way in of docs/cluster.md leads to a result', async () => {
  const docs = readFileSync(join(ROOT, 'docs/cluster.md'), 'utf8');
  const example = /<!-- example: spark -->\n```sh\n(.*?)```/s.exec(docs)![1]!;
  const copy = join(folder, 'clone');
  execFileSync('git', ['clone', '-q', ROOT, copy]);
  // What `npm ci` makes in a clone is here already.
  execFileSync('cp', ['-r', join(ROOT, 'dist'), copy]);
  execFileSync('ln', ['-s', join(ROOT, 'node_modules'), copy]);
  const python = join(process.env.SPARK_HOME!, '..', '..', '..', '..', 'bin');
  execFileSync('sh', ['-euc', example.replace('npm pack', 'npm pack --ignore-scripts')], {
    cwd: copy,
    env: { ...process.env, PATH: `${python}:${process.env.PATH}`, SPARK_LOCAL_IP: '127.0.0.1' },
    stdio: 'ignore',
  });
  const { totals } = JSON.parse(readFileSync(join(copy, 'report.json'), 'utf8'));
  expect(totals.events).toBeGreaterThan(100);
});
