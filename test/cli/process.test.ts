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

describe('Ctrl-C', () => {
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

test.each([[], ...COMMAND_NAMES.map((name) => [name])])('help fits 80 columns: %s', async (...command) => {
  const child = start([...command, '--help'], { cwd: folder });
  child.stdin.end();
  const { stdout } = await ended(child);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
