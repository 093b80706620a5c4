/** What the system refuses is said in the same words wherever it happens. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';
import { zipOf } from '../sources/archive/make.js';

/** Where a file on the way is no folder, Windows says that the last name is not there; a link needs a privilege there. */
const isWindows = process.platform === 'win32';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-'));
  await writeFile(join(folder, 'a.log'), '2026-11-01 09:15:00.000 INFO AddInteraction code=107000\n');
  if (!isWindows) await symlink('loop', join(folder, 'loop'));
});
afterAll(() => rm(folder, { recursive: true }));

async function messageOf(args: readonly string[], input: string | Buffer = '', env: Record<string, string> = {}) {
  const child = start(args, { cwd: folder, env });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return (await ended(child)).stderr.replace(/^ptk-logscan: /, '').trimEnd();
}

describe('what is read', () => {
  test.each([
    ['none', 'no such file'],
    ['.', 'it is a folder'],
    ...(isWindows
      ? []
      : [
          ['a.log/x', 'a part of the path is not a folder'],
          ['loop', 'a link that leads back to itself'],
        ]),
  ])('a configuration at %s', async (path, reason) => {
    expect(await messageOf(['--config', path, 'a.log'])).toBe(`${path}: the configuration cannot be read: ${reason}`);
  });
});

describe('what is written', () => {
  test.each([
    ['none/x', 'its folder does not exist'],
    ...(isWindows
      ? []
      : [
          ['a.log/x', 'its folder is a file'],
          ['loop/x', 'a link that leads back to itself'],
        ]),
  ])('a result, and a job file, at %s', async (path, reason) => {
    expect(await messageOf(['-o', path, 'a.log'])).toBe(`${path}: cannot be written: ${reason}`);
    expect(await messageOf(['report', '--init', '--config', path])).toBe(`${path}: cannot be written: ${reason}`);
  });

  test.runIf(!isWindows && existsSync('/dev/full'))('a full disk', async () => {
    expect(await messageOf(['-o', '/dev/full', 'a.log'])).toBe('/dev/full: cannot be written: the disk is full');
  });

  test('a copy of an archive in a pipe', async () => {
    const zip = zipOf([{ path: 'a.log', bytes: 'code=107000\n' }]);
    const temporary = join(folder, 'none');
    expect(await messageOf(['-'], zip, { TMPDIR: temporary, TMP: temporary, TEMP: temporary })).toBe(
      `standard input: a temporary file for the zip archive could not be written in ${temporary}: there is no such folder`,
    );
  });
});
