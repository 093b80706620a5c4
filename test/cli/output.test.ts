/** The files that results go to: their modes, and links. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ended, start } from './program.js';

let folder = '';
const path = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
  writeFileSync(path('a.log'), '2026-11-01 09:15:00 code=109004\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function write(output: string): Promise<void> {
  const child = start(['-f', 'json', '-o', output, 'a.log'], { cwd: folder });
  child.stdin.end();
  expect(await ended(child)).toEqual({ status: 0, stdout: '', stderr: '' });
}

// Windows has no such modes, and makes links only for administrators.
describe.skipIf(process.platform === 'win32')('a file to write to', () => {
  const modeOf = (name: string) => (statSync(path(name)).mode & 0o777).toString(8);

  test.each(['600', '640', '664', '666', '755'])('that is there keeps its mode: %s', async (mode) => {
    writeFileSync(path('out.json'), 'old');
    chmodSync(path('out.json'), Number.parseInt(mode, 8));
    await write('out.json');
    expect(JSON.parse(readFileSync(path('out.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
    expect(modeOf('out.json')).toBe(mode);
  });

  test('that is new has the mode of new files', async () => {
    await write('out.json');
    expect(modeOf('out.json')).toBe(modeOf('a.log'));
  });

  test('that is a link stays one, and what it points at is written', async () => {
    mkdirSync(path('far'));
    writeFileSync(path('far/real.json'), 'old');
    chmodSync(path('far/real.json'), 0o640);
    symlinkSync('far/real.json', path('out.json'));
    await write('out.json');
    expect(lstatSync(path('out.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(path('far/real.json'), 'utf8')).schema).toBe('ptk-logscan/summary@1');
    expect(modeOf('far/real.json')).toBe('640');
    expect(readdirSync(path('far'))).toEqual(['real.json']);
  });
});
