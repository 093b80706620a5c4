/** How the program gets on with what is around it: closed pipes, Ctrl-C, narrow help. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands.js';
import { ended, start } from './program.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rm(folder, { recursive: true }));

const LINE = '2026-11-01 09:15:00.000 INFO AddInteraction code=107000\n';

test('a reader that has seen enough ends it quietly', async () => {
  await writeFile(join(folder, 'many.log'), LINE.repeat(50_000));
  const child = start(['events', 'many.log'], { cwd: folder });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended(child)).toMatchObject({ status: 0, stderr: '' });
});

// On Windows one process cannot send Ctrl-C to another: `kill` ends it at once.
describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  test('ends a run with what was seen so far', async () => {
    const child = start(['events', '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.write(LINE.repeat(1000));
    child.stdout.once('data', () => child.kill('SIGINT'));
    const { status, stdout } = await ended(child);
    expect(status).toBe(130);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(new Array(1000).fill(107000));
  });

  test('leaves a whole file, and no half-written one', async () => {
    const child = start(['-f', 'json', '-o', 'out.json', '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.write(LINE);
    while (!(await readdir(folder)).some((name) => name.endsWith('.tmp'))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    child.kill('SIGINT');
    expect((await ended(child)).status).toBe(130);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
  });
});

describe.skipIf(process.platform === 'win32')('what else ends a run', () => {
  /** Until a run listens for signals and has read what there is: on a busy machine that takes as much longer as a whole run does. */
  let settled = 600;
  beforeAll(async () => {
    const began = Date.now();
    const runs = Array.from({ length: 4 }, () => {
      const child = start(['events', '-'], { cwd: folder });
      child.stdin.end(LINE);
      return ended(child);
    });
    await Promise.all(runs);
    settled = Math.max(settled, 3 * (Date.now() - began));
  }, 60_000);

  const waiting = async (args: readonly string[], signal: NodeJS.Signals) => {
    const child = start(args, { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdin.write(LINE.repeat(3));
    await new Promise((resolve) => setTimeout(resolve, settled));
    child.kill(signal);
    return ended(child);
  };

  test.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])(
    '%s: what was seen so far, and %d',
    async (signal, status) => {
      const [scan, events, check, doctor] = await Promise.all([
        waiting(['-f', 'json', '-'], signal),
        waiting(['events', '-'], signal),
        waiting(['check', '--max-count', '109004=0', '-'], signal),
        waiting(['doctor', '-f', 'json', '-'], signal),
      ]);
      expect([scan, events, check, doctor].map((each) => each.status)).toEqual([status, status, status, status]);
      expect(JSON.parse(scan.stdout)).toMatchObject({
        totals: { events: 3 },
        sources: [{ name: '-', lines: 3, error: 'interrupted before its end' }],
      });
      expect(events.stdout.match(/"code":107000/g)).toHaveLength(3);
      expect(check.stdout).toContain('Check INCOMPLETE');
      expect(JSON.parse(doctor.stdout).sources[0].sample).toMatchObject({ lines: 3, whole: false });
      expect(scan.stderr).toBe('ptk-logscan: standard input: interrupted before its end\n');
    },
    60_000,
  );

  test('a large file is left as soon as it is asked for', async () => {
    await writeFile(join(folder, 'large.log'), LINE.repeat(5_000_000));
    for (const workers of ['1', '2']) {
      const args = ['--pattern', 'code=(?<code>\\d+)', '--workers', workers, '--progress', '-f', 'json', 'large.log'];
      const child = start(args, { cwd: folder });
      // It takes some seconds to read, and says how far it is after half a second.
      child.stderr.once('data', () => child.kill('SIGTERM'));
      const { status, stdout } = await ended(child);
      expect(status).toBe(143);
      expect(JSON.parse(stdout).sources[0].error).toBe('interrupted before its end');
    }
  });

  test('a second one does not wait', async () => {
    // Somebody who never reads what is written: so the first signal cannot end it.
    const child = start(['events', '-'], { cwd: folder });
    child.stdin.on('error', () => {});
    child.stdout.pause();
    child.stdin.write(LINE.repeat(200_000));
    await new Promise((resolve) => setTimeout(resolve, settled));
    const exit = new Promise((resolve) => child.on('exit', (_status, signal) => resolve(signal)));
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await exit).toBe('SIGTERM');
  });
});

test.each([[], ...COMMAND_NAMES.map((name) => [name])])('help fits 80 columns: %s', async (...command) => {
  const child = start([...command, '--help'], { cwd: folder });
  child.stdin.end();
  const { stdout } = await ended(child);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
