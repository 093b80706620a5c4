/** The job on other file systems than that of the machine: HDFS, and what answers as S3 does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { text } from './log-text.js';
import { aFolder, ended, freePort, scanned, submit } from './spark.js';

const {
  PTK_LOGSCAN_TEST_HDFS: HDFS = '',
  PTK_LOGSCAN_TEST_S3: S3 = '',
  PTK_LOGSCAN_TEST_MOTO: MOTO = '',
} = process.env;
const MIB = 1 << 20;
const START = Date.UTC(2026, 10, 1);
const OPTIONS = ['--tz', 'UTC', '--window', '1h', '--by', 'tenant'];
const PARTS = ['--part-size', String(MIB), '--task-size', String(2 * MIB)];

const { path: folder, remove } = aFolder();
const logs = join(folder, 'logs');
let whole = '';
beforeAll(() => {
  mkdirSync(logs);
  writeFileSync(join(logs, 'large.log'), text(5 * MIB, START, 0));
  writeFileSync(join(logs, 'small.log'), text(10_000, START, 1).trimEnd());
  writeFileSync(join(logs, 'packed.log.gz'), gzipSync(text(MIB, START, 2)));
  whole = scanned(folder, [...OPTIONS, '-f', 'json', '-r', 'logs']);
});
afterAll(remove);

test.skipIf(HDFS === '')('HDFS: parts of several blocks, and the result in it, whole', async () => {
  const program = fileURLToPath(new URL('java/OneMachineHdfs.java', import.meta.url));
  // All else is among Spark's own jars, in later versions.
  const cluster = readdirSync(HDFS).find((name) => name.includes('minicluster'))!;
  const path = [join(process.env.SPARK_HOME!, 'jars', '*'), join(HDFS, cluster)].join(delimiter);
  const child = spawn('java', ['-Xmx512m', '-cp', path, program, join(folder, 'hdfs'), logs], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: folder,
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  try {
    const address = (await answers.next()).value as string;
    expect(address).toMatch(/^hdfs:\/\//);
    const args = [...PARTS, ...OPTIONS, '--output', `${address}/out/report.json`, `${address}/logs`];
    const { status, stderr } = await ended(submit(folder, { args }));
    expect([status, stderr.match(/Exception.*/)?.[0] ?? null]).toEqual([0, null]);
    child.stdin.write('/out/report.json\n');
    const written = Buffer.from((await answers.next()).value as string, 'base64').toString();
    expect(written.replaceAll(`${address}/`, '')).toBe(whole);
  } finally {
    child.stdin.end();
    await closed(child);
  }
});

test.skipIf(S3 === '' || MOTO === '')('S3: an object is read in parts, and the result is one', async () => {
  const port = await freePort();
  const server = spawn(MOTO, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', cwd: folder });
  const address = `http://127.0.0.1:${port}`;
  try {
    await until(() => fetch(address));
    await fetch(`${address}/logs`, { method: 'PUT' });
    for (const name of readdirSync(logs)) {
      await fetch(`${address}/logs/in/${name}`, { method: 'PUT', body: readFileSync(join(logs, name)) });
    }
    const settings = {
      endpoint: address,
      'endpoint.region': 'us-east-1',
      'path.style.access': 'true',
      'connection.ssl.enabled': 'false',
      'access.key': 'any',
      'secret.key': 'any',
    };
    const conf = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`spark.hadoop.fs.s3a.${name}`, value]),
    );
    const jars = readdirSync(S3).filter((name) => /hadoop-aws|bundle|analyticsaccelerator|wildfly/.test(name));
    const args = [...PARTS, ...OPTIONS, '--output', 's3a://logs/out/report.json', 's3a://logs/in'];
    const { status, stderr } = await ended(
      submit(folder, { args, conf, jars: jars.map((name) => join(S3, name)), master: 'local[2]' }),
    );
    expect([status, stderr.match(/Exception.*/)?.[0] ?? null]).toEqual([0, null]);
    // What the job has written is its own: the server asks who reads it, and believes everything.
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=any/20261101/us-east-1/s3/aws4_request' };
    const written = await (await fetch(`${address}/logs/out/report.json`, { headers })).text();
    expect(written.replaceAll('s3a://logs/in/', 'logs/')).toBe(whole);
  } finally {
    server.kill('SIGKILL');
    await closed(server);
  }
});

async function until(answers: () => Promise<unknown>): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    try {
      await answers();
      return;
    } catch (error) {
      if (waited > 30_000) throw error;
      await sleep(200);
    }
  }
}

function closed(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.on('close', () => resolve()));
}
