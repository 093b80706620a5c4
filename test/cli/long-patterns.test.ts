/** Patterns that V8's linear engine does not know run in threads: the same numbers, and Ctrl-C is heard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, ended, start } from './program.js';

const LINEAR = '^(?<time>\\S+ \\S+) \\[\\d+\\] (?<level>\\w+) .*? statusCode=(?<code>\\d{6})\\b';
/** The same with a look ahead. */
const WATCHED = LINEAR.replace(' \\[', ' (?=\\[)\\[');
const LOG = Array.from({ length: 3000 }, (_, i) => {
  const time = `2026-11-01 09:${String(15 + (Math.floor(i / 60) % 40)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
  return i % 7 === 0
    ? `  at x code=107000 tenant=t${i % 3}\n`
    : `${time} [7] INFO a statusCode=10900${i % 5} tenant=t${i % 3}\n`;
}).join('');
const SLOW = `code=107000 ${'a'.repeat(50)}!\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(folder, 'a.log'), LOG);
  writeFileSync(join(folder, 'a.log.gz'), gzipSync(LOG));
  writeFileSync(join(folder, 'slow.log'), LOG + SLOW + LOG);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], input = ''): Promise<Ended> {
  const child = start(args, { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

describe.concurrent('the same as by a pattern that this thread reads', () => {
  test.each([
    ['a file', ['-f', 'csv', 'a.log']],
    ['several files, two workers', ['-f', 'csv', '--workers', '2', 'a.log', 'a.log.gz', 'slow.log']],
    ['a pipe', ['-f', 'csv', '-']],
    ['the last hours of a pipe', ['-f', 'csv', '--last', '10m', '--by', 'tenant,level', '-', 'a.log']],
    ['groups', ['-f', 'csv', '--by', 'level,tenant', 'a.log.gz']],
    ['events', ['events', 'a.log', 'a.log.gz', '-']],
    ['evidence', ['check', '--max-rate', '109004=1%', 'a.log']],
  ])('%s', async (_name, args) => {
    const [watched, linear] = await Promise.all(
      [WATCHED, LINEAR].map((pattern) => run([...args, '--pattern', pattern], LOG)),
    );
    expect(watched).toEqual(linear);
    expect(watched!.stdout.length).toBeGreaterThan(200);
  });
});

test('a line that takes too long is an error of its source, which is counted all the same', async () => {
  const { status, stdout, stderr } = await run(['-f', 'json', '--pattern', '(?<x>(?=a)(a+)+)$', 'slow.log']);
  const { input, sources } = JSON.parse(stdout);
  expect([status, input.lines, input.matchedLines]).toEqual([3, 6001, 6001]);
  expect(sources[0].error).toBe('--pattern took more than 750 ms on a line: the ordinary rules read it');
  expect(stderr).toContain('slow.log: 1 line takes --pattern more than 750 ms (the first is line 3001)');
});

test('doctor says so too', async () => {
  const { status, stdout } = await run(['doctor', '--pattern', '(?<x>(?=a)(a+)+)$', '-'], SLOW);
  expect(status).toBe(3);
  expect(stdout).toContain('--pattern takes more than 750 ms on a line');
});

// On Windows one process cannot send Ctrl-C to another: `kill` ends it at once.
describe.skipIf(process.platform === 'win32').concurrent('Ctrl-C ends a run in the middle of', () => {
  test.each([
    ['a line without end', '(?<x>(?=a)(a+)+)$'],
    ['lines that each take a little', '(?<x>(a+)+)$'],
  ])('%s', async (_name, pattern) => {
    const child = start(['events', '--pattern', pattern, '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.write('code=107000 a\n');
    const done = ended(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.write(SLOW.repeat(50_000));
    // By now it is at work on them.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = Date.now();
    child.kill('SIGINT');
    const { status, stdout } = await done;
    expect(status).toBe(130);
    expect(stdout.split('\n')[0]).toContain('"x":"a"');
    // A second, and what a busy machine adds.
    expect(Date.now() - began).toBeLessThan(4000);
  });
});
