/** More inputs than anybody reads about. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, start } from './program.js';

/** Windows allows 32,767 characters of a command. */
const LENGTH = process.platform === 'win32' ? 28 : 200;
const NAMES = Array.from({ length: 1001 }, (_, i) => `${i}`.padStart(LENGTH, '0'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(join(folder, NAMES[0]!), '2026-11-01 09:15:00 code=107000\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each that cannot be read is named, however late that is read', async () => {
  const child = start(NAMES, { cwd: folder });
  const end = ended(child);
  child.stderr.pause();
  // All is written by then, and more than a pipe takes.
  setTimeout(() => child.stderr.resume(), 700);
  const { status, stderr } = await end;
  expect([status, stderr.split('\n').length]).toEqual([3, NAMES.length]);
});

test('doctor looks at the first thousand, and says so', async () => {
  const { status, stdout, stderr } = await ended(start(['doctor', '-f', 'json', ...NAMES], { cwd: folder }));
  expect([status, JSON.parse(stdout).sources.length]).toEqual([3, 1000]);
  expect(stderr).toBe('ptk-logscan: there are more sources than the 1,000 that were looked at\n');
});
