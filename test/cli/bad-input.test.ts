/** What is no log, or no whole one, neither crashes the program nor hangs it, nor grows its memory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, PROGRAM, start } from './program.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rm(folder, { recursive: true }));

const isWindows = process.platform === 'win32';
const LINE = '2026-11-01 09:15:00.000 INFO AddInteraction code=107000\n';
const JSON_FORM = ['-f', 'json', '--tz', 'UTC'];

async function run(args: readonly string[], input: string | Buffer = '') {
  const child = start(args, { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

describe('a file that cannot be read is named, and the others are counted', () => {
  beforeAll(async () => {
    await writeFile(join(folder, 'good.log'), LINE);
    await writeFile(join(folder, 'closed.log'), LINE, { mode: 0o000 });
  });

  async function holds(bad: string, reason: string) {
    const { status, stdout, stderr } = await run([...JSON_FORM, bad, 'good.log']);
    expect({ status, stderr }).toEqual({ status: 3, stderr: `ptk-logscan: ${bad}: ${reason}\n` });
    const { totals, sources } = JSON.parse(stdout);
    expect(totals.events).toBe(1);
    expect(sources.find(({ name }: { name: string }) => name === bad)).toMatchObject({ events: 0, error: reason });
  }

  test('that is not there', () => holds('none.log', 'no such file'));
  test('with a line break in its name, in one line', async () => {
    const { status, stderr } = await run([...JSON_FORM, 'none\n.log', 'good.log']);
    expect({ status, stderr }).toEqual({ status: 3, stderr: 'ptk-logscan: none .log: no such file\n' });
  });
  test('that is a folder', () => holds('.', 'is a folder; --recursive reads it'));
  test('of a folder that is none', () =>
    holds('good.log/x', isWindows ? 'no such file' : 'a part of the path is not a folder'));
  // To make a link needs a privilege on Windows.
  test.skipIf(isWindows)('that points at itself', async () => {
    await symlink('loop.log', join(folder, 'loop.log'));
    await holds('loop.log', 'a link that leads back to itself');
  });
  test('that a glob should have found', () => holds('*.nothing', 'no file matches'));
  // Nothing is closed to root, and files of Windows have no modes.
  test.skipIf(isWindows || process.getuid?.() === 0)('without permission', () =>
    holds('closed.log', 'permission denied'),
  );
  // It opens, but its first page cannot be read.
  test.runIf(process.platform === 'linux')('that fails while it is read', () =>
    holds('/proc/self/mem', 'input/output error'),
  );
});

test('binary rubbish is scanned as any bytes, and nothing of it reaches the terminal', async () => {
  const program = readFileSync(process.execPath).subarray(0, 3 << 20);
  await writeFile(join(folder, 'node.bin'), Buffer.concat([program, Buffer.from(`\n\x1b]0;title\x07\x9b2J\n${LINE}`)]));
  for (const args of [[], ['events', '-f', 'text'], ['doctor'], ['-f', 'markdown']]) {
    const { status, stdout, stderr } = await run([...args, 'node.bin']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('107000');
    expect(stdout).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/);
  }
});

test('a last line counts with and without its end', async () => {
  const [whole, cut] = await Promise.all([run(JSON_FORM, LINE.repeat(3)), run(JSON_FORM, LINE.repeat(3).trimEnd())]);
  expect(JSON.parse(cut.stdout)).toMatchObject({ input: { lines: 3, matchedLines: 3 }, totals: { events: 3 } });
  expect(cut.stdout.replaceAll(/"bytes": \d+/g, '')).toBe(whole.stdout.replaceAll(/"bytes": \d+/g, ''));
});

// On Windows one process cannot send Ctrl-C to another: `kill` ends it at once.
test.skipIf(isWindows)('Ctrl-C ends a slow pipe with the summary of what was seen', async () => {
  const child = start([...JSON_FORM, '--progress'], { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.write(LINE.repeat(500));
  let told = '';
  child.stderr.on('data', function listen(text) {
    told += text;
    if (!told.includes('500 events')) return;
    child.stderr.off('data', listen);
    child.kill('SIGINT');
  });
  const { status, stdout } = await ended(child);
  expect(status).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({
    totals: { events: 500 },
    sources: [{ name: '-', lines: 500, error: 'interrupted before its end' }],
  });
});

/** Peak of the program's memory in MiB: its own, where `maxRSS` has that of the process that it was forked from. */
const PEAK = `
  import { readFileSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  const tell = () => process.stderr.write(/VmHWM:.*/.exec(readFileSync('/proc/self/status', 'latin1'))[0]);
  if (isMainThread) process.on('exit', tell);
`;

describe.runIf(process.platform === 'linux')('a line of 200 MB takes no more memory than any other', () => {
  const SIZE = 200 << 20;

  async function holds(child: ReturnType<typeof start>) {
    const { status, stdout, stderr } = await ended(child);
    const peak = Number(/^VmHWM:\s+(\d+) kB$/.exec(stderr)?.[1]) / 1024;
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      input: { lines: 2, matchedLines: 2 },
      totals: { events: 3, inherited: 1 },
    });
    expect(peak).toBeGreaterThan(20);
    expect(peak).toBeLessThan(160);
  }

  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PEAK)}` };
  const head = '2026-11-01 09:15:00 code=109004 ';
  const tail = ` PTK107999\n status=107000`;

  test('in a file', async () => {
    // Zeros that nobody writes: a file with a hole.
    const file = await open(join(folder, 'long.log'), 'w');
    await file.write(head);
    await file.write(tail, SIZE);
    await file.close();
    await holds(start([...JSON_FORM, 'long.log'], { cwd: folder, env }));
  });

  test('through a pipe', async () => {
    const child = start(JSON_FORM, { cwd: folder, env });
    const chunk = Buffer.alloc(1 << 20, 'x ');
    const text = function* () {
      yield Buffer.from(head);
      for (let size = 0; size < SIZE; size += chunk.length) yield chunk;
      yield Buffer.from(tail);
    };
    await Promise.all([pipeline(Readable.from(text()), child.stdin), holds(child)]);
  });
});

// With `head`; `process.test.ts` has the same with any reader.
test.skipIf(isWindows)('a reader that takes one line ends it quietly', async () => {
  await writeFile(join(folder, 'many.log'), LINE.repeat(200_000));
  const script = `"$0" "$1" events many.log | head -n 1`;
  const child = spawn('sh', ['-c', script, process.execPath, PROGRAM], { cwd: folder });
  const { status, stdout, stderr } = await ended(child);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.match(/\n/g)).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({ code: 107000, line: 1 });
});
