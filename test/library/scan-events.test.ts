/** Files to single events. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { ndjsonStream, type ScanEventsOptions, scanEvents } from 'ptk-logscan';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROGRAM } from '../cli/program.js';

const LINE = '2026-11-01 09:15:00.000 INFO tenant=acme code=107000\n';
const ERROR = '2026-11-01 10:15:00.000 INFO tenant=globex code=109004\n';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(at('a.log'), LINE + ERROR);
  writeFileSync(at('b.log.gz'), gzipSync(ERROR + LINE));
  writeFileSync(at('long.log'), LINE.repeat(200_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

const CALLS: readonly (readonly [ScanEventsOptions, readonly string[]])[] = [
  [{}, []],
  [{ severities: 'error+' }, ['--severity', 'error+']],
  [{ where: 'tenant=acme', until: '2026-11-02' }, ['--where', 'tenant=acme', '--until', '2026-11-02']],
  [{ last: '10m' }, ['--last', '10m']],
  [{ pattern: 'tenant=(?<who>\\w+) code=(?<code>\\d+)' }, ['--pattern', 'tenant=(?<who>\\w+) code=(?<code>\\d+)']],
];

test.each(CALLS)('%j: the events of the command line', async (options, args) => {
  const files = [at('a.log'), at('b.log.gz')];
  const call = [PROGRAM, 'events', '--tz', 'UTC', ...args, ...files];
  const { stdout } = spawnSync(process.execPath, call, { encoding: 'utf8' });
  const events = await scanEvents(files, { timeZone: 'UTC', ...options }).toArray();
  expect(events.length).toBeGreaterThan(0);
  expect(events.map((event) => `${JSON.stringify(event)}\n`).join('')).toBe(stdout);
});

test('reads on only as fast as events are taken, and all of them', async () => {
  const events = scanEvents(at('long.log'), { timeZone: 'UTC' });
  let [count, most] = [0, 0];
  for await (const { line } of events) {
    expect(line).toBe(++count);
    most = Math.max(most, events.readableLength);
  }
  expect(count).toBe(200_000);
  expect(most).toBeLessThan(10);
});

test('to leave the loop ends it', async () => {
  const events = scanEvents(at('long.log'));
  for await (const { line } of events) {
    expect(line).toBe(1);
    break;
  }
  expect(events.destroyed).toBe(true);
});

test('goes into other streams', async () => {
  const lines: string[] = [];
  await pipeline(scanEvents(at('a.log'), { timeZone: 'UTC' }), ndjsonStream(), async (chunks) => {
    for await (const chunk of chunks) lines.push(String(chunk));
  });
  expect(lines.map((line) => JSON.parse(line).code)).toEqual([107000, 109004]);
});

test('what could not be read is an error, after all events that could', async () => {
  const codes: number[] = [];
  const read = async () => {
    for await (const { code } of scanEvents([at('none.log'), at('a.log'), at('other.log')])) codes.push(code);
  };
  await expect(read()).rejects.toMatchObject({
    code: 'input',
    message: `${at('none.log')}: no such file; 1 more could not be read whole`,
  });
  expect(codes).toEqual([107000, 109004]);
});

test('a wrong option, and a signal', async () => {
  const counted = scanEvents(at('a.log'), { window: '1h' } as object).toArray();
  await expect(counted).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/^window: unknown/) });
  const ended = new AbortController();
  const events = scanEvents(at('long.log'), { signal: ended.signal });
  const read = async () => {
    for await (const { line } of events) if (line === 10) ended.abort();
  };
  await expect(read()).rejects.toHaveProperty('name', 'AbortError');
});
