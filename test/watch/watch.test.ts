/** `watch` gives the numbers of `scan`, whatever the pace; its windows close by the times of the log. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { corpus } from '../corpus.js';
import { faultsOf } from '../documents/schemas.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-watch-'));
});
const running: ReturnType<typeof start>[] = [];
afterEach(() => {
  // A test that failed has not ended its own.
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const UTC = ['--tz', 'UTC', '--year', '2026'];
const JSON_OF = [...UTC, '-f', 'json'];

async function scan(args: readonly string[], input: Buffer | string = ''): Promise<string> {
  const child = start(args, { cwd: folder });
  child.stdin.end(input);
  return (await ended(child)).stdout;
}

/** Starts to watch; `until` waits for what it prints. */
function watching(args: readonly string[]) {
  const child = start(['watch', ...args], { cwd: folder });
  running.push(child);
  const all = ended(child);
  let printed = '';
  child.stdout.on('data', (text: string) => {
    printed += text;
  });
  return {
    stdin: child.stdin,
    end: async () => {
      child.kill('SIGINT');
      return all;
    },
    all,
    until: async (isThere: (printed: string) => boolean): Promise<string> => {
      for (let waited = 0; !isThere(printed); waited += 20) {
        if (waited > 15_000) throw new Error(`not printed: ${printed}`);
        await sleep(20);
      }
      return printed;
    },
  };
}

async function isThere(name: string): Promise<void> {
  while (!existsSync(join(folder, name))) await sleep(20);
}

/** Runs `act`, then waits until the state is written anew: that is done when all that was there is read. */
async function readAfter<T>(act: () => T): Promise<T> {
  const written = () => statSync(join(folder, 's.json')).mtimeMs;
  const before = written();
  const result = act();
  while (written() === before) await sleep(20);
  return result;
}

const rowsOf = (printed: string) =>
  printed
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe.skipIf(process.platform === 'win32')('a replay ends with the summary of scan', () => {
  const { bytes } = corpus(3, 60_000);
  const odd =
    'no time code=107000\r\n2026-11-01 09:15:00 code=109004 tenant=a\n  code=108005\n\n2026-11-01 09:20:00 rc=109003 tenant=b';
  const utf16 = Buffer.from(`\ufeff${odd}`, 'utf16le');
  const inputs: readonly (readonly [string, Buffer])[] = [
    ['a corpus', bytes],
    ['odd lines, the last without an end', Buffer.from(odd)],
    ['UTF-16', utf16],
    ['gzip', gzipSync(odd)],
    ['nothing', Buffer.alloc(0)],
  ];
  const choices = [
    [],
    ['--by', 'tenant', '--where', 'tenant'],
    ['--severity', 'error+', '-w', '5m'],
    ['--until', '2026-11-01T09:18'],
  ];

  test.each(inputs)('%s, through a pipe', async (_name, input) => {
    for (const choice of choices) {
      const wanted = await scan([...JSON_OF, ...choice], input);
      const run = watching([...JSON_OF, ...choice]);
      for (let at = 0; at < input.length; at += Math.ceil(input.length / 3)) {
        run.stdin.write(input.subarray(at, at + Math.ceil(input.length / 3)));
        await sleep(5);
      }
      run.stdin.end();
      expect((await run.all).stdout, choice.join(' ')).toBe(wanted);
    }
  });

  test.each(inputs.filter(([name]) => name !== 'nothing'))('%s, as a file that grows', async (name, input) => {
    const cuts = name === 'gzip' ? [input.length] : [7, Math.floor(input.length / 2), input.length];
    writeFileSync(join(folder, 'first.log'), '2026-11-01 09:00:00 code=107000\n');
    const run = watching([...JSON_OF, '--by', 'tenant', '--state', 's.json', '*.log']);
    await isThere('s.json');
    let at = 0;
    for (const cut of cuts) {
      appendFileSync(join(folder, 'a.log'), input.subarray(at, cut));
      at = cut;
      await sleep(150);
    }
    const { stdout } = await run.end();
    expect(stdout).toBe(await scan([...JSON_OF, '--by', 'tenant', 'a.log', 'first.log']));
  });
});

describe.skipIf(process.platform === 'win32')('files that are rotated', () => {
  const line = (i: number) =>
    `2026-11-01 09:${String(10 + Math.floor(i / 10)).padStart(2, '0')}:00 call ${i} code=${i % 4 === 0 ? 109004 : 107000}\n`;
  const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i)).join('');

  test.each([
    ['renamed and made anew', (log: string) => renameSync(log, `${log}.1`)],
    [
      'copied and emptied',
      (log: string) => {
        copyFileSync(log, `${log}.1`);
        truncateSync(log, 0);
      },
    ],
    [
      'packed',
      (log: string) => {
        writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
        rmSync(log);
      },
    ],
    [
      'replaced by its end',
      (log: string) => {
        const text = readFileSync(log, 'utf8');
        writeFileSync(`${log}.part`, text.slice(text.indexOf('\n', text.length / 3) + 1));
        renameSync(`${log}.part`, log);
      },
    ],
  ])('%s', async (_name, rotate) => {
    const log = join(folder, 'app.log');
    writeFileSync(log, lines(0, 100));
    const run = watching([...UTC, '-f', 'json', '--state', 's.json', 'app.log*']);
    // It is written when all that was there is read.
    await isThere('s.json');
    appendFileSync(log, lines(100, 200));
    rotate(log);
    appendFileSync(log, lines(200, 300));
    await sleep(300);
    appendFileSync(log, lines(300, 350));
    const { stdout, stderr } = await run.end();
    const { totals, input } = JSON.parse(stdout);
    expect([totals.events, totals.errors, input.lines], stderr).toEqual([350, 88, 350]);
  });
});

describe.skipIf(process.platform === 'win32')('windows', () => {
  const at = (time: string, code = 107000) => `2026-11-01 ${time} code=${code}\n`;

  test('close when the watermark passes their end, and again with a higher revision when late events come', async () => {
    writeFileSync(join(folder, 'a.log'), at('09:00:10') + at('09:01:10') + at('09:01:59'));
    const run = watching([...UTC, '-f', 'ndjson', '--lateness', '1m', '--state', 's.json', 'a.log']);
    await isThere('s.json');
    appendFileSync(join(folder, 'a.log'), at('09:02:30', 109004));
    // 09:00 ends at 09:01, which a minute of lateness passes at 09:02.
    let rows = rowsOf(await run.until((text) => text.includes('\n')));
    expect(rows.map(({ start, events, late, revision }) => [start.slice(11, 16), events, late, revision])).toEqual([
      ['09:00', 1, 0, 1],
    ]);
    appendFileSync(join(folder, 'a.log'), at('09:00:20', 109004));
    rows = rowsOf(await run.until((text) => text.split('\n').length > 2));
    expect(rows[1]).toMatchObject({ events: 2, errors: 1, late: 1, revision: 2, codes: { 107000: 1, 109004: 1 } });
    rows = rowsOf((await run.end()).stdout);
    expect(rows.map(({ start, events }) => [start.slice(11, 16), events])).toEqual([
      ['09:00', 1],
      ['09:00', 2],
      ['09:01', 2],
      ['09:02', 1],
    ]);
    expect(rows.flatMap((row) => faultsOf(row, 'window'))).toEqual([]);
  });

  test('wait for the slower of two sources, unless it is idle', async () => {
    writeFileSync(join(folder, 'slow.log'), at('09:00:01'));
    writeFileSync(join(folder, 'fast.log'), at('09:00:00') + at('09:10:00'));
    const run = watching([...UTC, '-f', 'ndjson', '--lateness', '0', '--idle', '2s', '*.log']);
    await sleep(900);
    appendFileSync(join(folder, 'fast.log'), at('09:11:00'));
    await sleep(700);
    appendFileSync(join(folder, 'fast.log'), at('09:12:00'));
    const rows = rowsOf(await run.until((text) => text.includes('\n')));
    // Both had a line in it; nothing of the fast one closed before the slow one was idle.
    expect(rows[0]).toMatchObject({ events: 2, revision: 1 });
    await run.end();
  });
});

describe.skipIf(process.platform === 'win32')('a state', () => {
  const log = '2026-11-01 09:00:00 tenant=a code=107000\n2026-11-01 09:01:00 tenant=b code=109004\n';

  test('goes on where the run ended, and counts nothing twice', async () => {
    writeFileSync(join(folder, 'a.log'), log);
    const args = [...JSON_OF, '--by', 'tenant', '--state', 's.json', 'a.log'];
    const first = watching(args);
    await isThere('s.json');
    await first.end();
    appendFileSync(join(folder, 'a.log'), log);
    renameSync(join(folder, 'a.log'), join(folder, 'a.log.1'));
    writeFileSync(join(folder, 'a.log'), log.replaceAll('09:', '10:'));
    const second = await readAfter(() => watching(args));
    const { totals, groups, input } = JSON.parse((await second.end()).stdout);
    expect([totals.events, totals.errors, input.lines]).toEqual([6, 3, 6]);
    expect(groups.rows.map(({ values, events }: never) => [values, events])).toEqual([
      [['b'], 3],
      [['a'], 3],
    ]);
  });

  test.each([
    ['is no JSON', '{', 3, 'expected the state of a watch; got something that is no JSON'],
    [
      'is another document',
      '{"schema":"ptk-logscan/summary@1"}',
      3,
      'expected the state of a watch (ptk-logscan/watch-state@1); got another document',
    ],
  ])('that %s is refused', async (_name, text, status, message) => {
    writeFileSync(join(folder, 's.json'), text);
    const result = await ended(start(['watch', '--state', 's.json', 'a.log'], { cwd: folder }));
    expect([result.status, result.stderr]).toEqual([status, `ptk-logscan: s.json: ${message}\n`]);
    expect(readFileSync(join(folder, 's.json'), 'utf8')).toBe(text);
  });

  test('of other settings is refused', async () => {
    writeFileSync(join(folder, 'a.log'), log);
    const first = watching([...JSON_OF, '--state', 's.json', 'a.log']);
    await isThere('s.json');
    await first.end();
    const { status, stderr } = await ended(
      start(['watch', ...JSON_OF, '--labelled', '--state', 's.json', 'a.log'], { cwd: folder }),
    );
    expect([status, stderr]).toEqual([
      2,
      'ptk-logscan: s.json: expected the state of a watch with the same settings; got one with others\n',
    ]);
  });
});

stopped('a file that was renamed and is not named any more is still followed', async () => {
  const log = join(folder, 'app.log');
  writeFileSync(log, '2026-11-01 09:00:00 a code=109004\n');
  const run = watching([...UTC, '-f', 'ndjson', '--lateness', '0', '--state', 's.json', 'app.log']);
  await isThere('s.json');
  renameSync(log, `${log}.1`);
  // The next look finds it under its new name.
  await sleep(2500);
  appendFileSync(`${log}.1`, '2026-11-01 09:05:00 b code=109004\n');
  let rows = rowsOf(await run.until((text) => text.includes('\n')));
  expect(rows[0]).toMatchObject({ events: 1, revision: 1 });
  // Also when all files were looked at again.
  writeFileSync(log, '2026-11-01 09:06:00 c code=109004\n');
  await sleep(600);
  appendFileSync(`${log}.1`, '2026-11-01 09:10:00 d code=109004\n');
  appendFileSync(log, '2026-11-01 09:11:00 e code=109004\n');
  rows = rowsOf(await run.until((text) => text.split('\n').length > 3));
  expect(rows.slice(1).map(({ start }) => start.slice(11, 16))).toEqual(['09:05', '09:06']);
  expect(rowsOf((await run.end()).stdout)).toHaveLength(5);
});

stopped('what had one name, one after the other, is one source; what a user should know is said', async () => {
  const log = join(folder, 'app.log');
  const args = [...JSON_OF, '--by', 'tenat', '--state', 's.json', 'app.log'];
  writeFileSync(log, '11/13/2026 09:00:00 tenant=a code=109004\n13/11/2026 09:01:00 tenant=b code=109004\n');
  const first = watching(args);
  await isThere('s.json');
  const { stderr } = await first.end();
  expect(stderr.split('\n')).toEqual([
    'ptk-logscan: app.log: a date that is only possible with --date-order dmy: 13/11/2026 09:01:00 tenant=b code=109004',
    'ptk-logscan: --by: no line with a code has the key tenat',
    '  tip: did you mean tenant?',
    '',
  ]);
  rmSync(log);
  writeFileSync(log, '2026-11-14 09:00:00 tenant=c code=107000\n');
  const second = await readAfter(() => watching(args));
  const { sources, input } = JSON.parse((await second.end()).stdout);
  expect(sources).toEqual([{ name: 'app.log', bytes: expect.any(Number), lines: 3, events: 3, error: null }]);
  expect(input).toMatchObject({ sources: 1, lines: 3 });
});

stopped('a file that is not there yet, and one that cannot be read, do not end it', async () => {
  const run = watching([...JSON_OF, '--state', 's.json', 'later.log', 'folder']);
  await isThere('s.json');
  await readAfter(() => writeFileSync(join(folder, 'later.log'), '2026-11-01 09:00:00 code=109004\n'));
  const { status, stdout } = await run.end();
  expect(JSON.parse(stdout).totals.events).toBe(1);
  expect(status).not.toBe(0);
});
