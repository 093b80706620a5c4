/** Lines that come through Kafka: each record counts once, whatever is lost on the way. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Broker, HAS_KAFKA, readerJars } from './broker.js';
import { aFolder, below, ended, merged, scanned, submit } from './spark.js';

const { path: folder, remove } = aFolder();
const OPTIONS = ['--tz', 'UTC', '--window', '1h'];
const START = Date.UTC(2026, 10, 1);

/** Of one partition: some lines have the time of the one before. */
function lines(from: number, to: number, tenant: string): string[] {
  return Array.from({ length: to - from }, (_, k) => {
    const i = from + k;
    const code = i % 10 === 0 ? 109004 : 107000;
    return i % 4 === 3
      ? `   tenant=${tenant} result=${code}`
      : `${new Date(START + i * 20_000).toISOString()} tenant=${tenant} code=${code}`;
  });
}

describe.skipIf(!HAS_KAFKA)('a stream', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await Broker.begin(folder);
  });
  afterAll(async () => {
    await broker?.stop();
    remove();
  });

  const args = (topic: string) => [
    ...['--bootstrap', broker.address, '--topics', topic, '--checkpoint', `file://${folder}/${topic}/checkpoint`],
    ...['--state', `file://${folder}/${topic}/state`, '--windows', `file://${folder}/${topic}/windows`, ...OPTIONS],
  ];
  const stream = (topic: string, more: readonly string[]) =>
    submit(folder, {
      className: 'Stream',
      args: [...args(topic), ...more],
      master: 'local[2]',
      jars: readerJars(),
      conf: { 'spark.sql.shuffle.partitions': '2' },
    });

  const states = (topic: string) => {
    const path = join(folder, topic, 'state');
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => /^state-\d+\.part$/.test(name))
      .sort((a, b) => Number(a.slice(6, -5)) - Number(b.slice(6, -5)));
  };
  const rendered = (topic: string) => merged(folder, join(folder, topic, 'state', states(topic).at(-1)!));

  /** What one machine counts of the same lines: a file for each partition, by its name. */
  function whole(topic: string, all: Readonly<Record<string, readonly string[]>>): string {
    const names = Object.keys(all).map((key) => `${topic}.${key}.log`);
    for (const [key, own] of Object.entries(all))
      writeFileSync(join(folder, `${topic}.${key}.log`), own.map((line) => `${line}\n`).join(''));
    return scanned(folder, [...OPTIONS, '-f', 'json', ...names]);
  }

  /** Without the sources, whose names are those of partitions. */
  const counted = (document: string) => {
    const { sources, ...rest } = JSON.parse(document);
    return {
      ...rest,
      sources: sources.map(({ name: _, ...source }: { name: string }) => JSON.stringify(source)).sort(),
    };
  };

  const records = (key: string, own: readonly string[]) => own.map((line) => `${key}\t${line}\n`).join('');

  test('counts each record once over several runs, and tells windows that changed', async () => {
    broker.create('calls', 1);
    broker.send('calls', records('a', lines(0, 600, 'acme')));
    expect((await ended(stream('calls', ['--once']))).status).toBe(0);
    broker.send('calls', records('a', lines(600, 900, 'acme')));
    expect((await ended(stream('calls', ['--once']))).status).toBe(0);
    expect(counted(rendered('calls'))).toEqual(counted(whole('calls', { a: lines(0, 900, 'acme') })));
    const told = readdirSync(join(folder, 'calls/windows'))
      .filter((name) => name.endsWith('.ndjson'))
      .sort();
    const last = readFileSync(join(folder, 'calls/windows', told.at(-1)!), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const starts = last.filter(({ window }) => window !== undefined).map(({ window }) => window.start);
    expect([told.length, starts[0]]).toEqual([2, '2026-11-01T03:00:00.000+00:00']);
  });

  test('counts several partitions, and sends what changed to a topic', async () => {
    broker.create('wide', 3);
    broker.create('told', 1);
    const timed = (tenant: string) => lines(0, 400, tenant).filter((line) => !line.startsWith(' '));
    const all = { a: timed('acme'), b: timed('globex'), c: timed('initech'), d: timed('umbrella') };
    for (const [key, own] of Object.entries(all)) broker.send('wide', records(key, own));
    expect((await ended(stream('wide', ['--once', '--windows-topic', 'told']))).status).toBe(0);
    const { sources: _, input, ...rest } = counted(rendered('wide'));
    const { sources: __, input: all_, ...expected } = counted(whole('wide', all));
    expect([rest, input.lines, input.bytes]).toEqual([expected, all_.lines, all_.bytes]);
    const told = broker.read('told');
    expect(told.filter((line) => line.startsWith('window 2026-11-01T00:00:00.000+00:00\t{"window":'))).toHaveLength(1);
  });

  test('does not count what a producer took back', async () => {
    broker.create('taken', 1);
    broker.sendInTransactions('taken', lines(0, 220, 'acme').join('\n'));
    expect((await ended(stream('taken', ['--once']))).status).toBe(0);
    expect(counted(rendered('taken'))).toEqual(counted(whole('taken', { a: lines(0, 220, 'acme') })));
  });

  test('goes on where a driver was killed, in a batch or behind a state, and where the broker was', async () => {
    broker.create('killed', 1);
    let sent = 0;
    for (let kill = 0; kill < 3; kill++) {
      const before = states('killed').length;
      broker.send('killed', records('a', lines(sent, sent + 400, 'globex')));
      sent += 400;
      const child = stream('killed', ['--trigger', '0 seconds']);
      const end = ended(child);
      // First while a process counts, then when the state is there, and then with the broker.
      for (let waited = 0; waited < 120_000; waited += 20) {
        await sleep(20);
        const isCounting = below(child.pid!).some(({ command }) => command.includes('scan --plan'));
        if (kill === 0 ? isCounting : states('killed').length > before) break;
      }
      if (kill === 2) await broker.stop();
      for (const { pid } of [...below(child.pid!), { pid: child.pid! }]) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended.
        }
      }
      await end;
      if (kill === 2) await broker.start();
    }
    expect((await ended(stream('killed', ['--once']))).status).toBe(0);
    expect(counted(rendered('killed'))).toEqual(counted(whole('killed', { a: lines(0, sent, 'globex') })));
  });
});
