/** The keys that the doctor tells of a log, called as a user would. */
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ended, start } from '../cli/program.js';

async function keysOf(log: string) {
  const child = start(['doctor', '-f', 'json', '--tz', 'UTC', '-'], { cwd: tmpdir() });
  child.stdin.end(log);
  const { stdout } = await ended(child);
  return (JSON.parse(stdout) as { sources: { keys: { lines: number; keys: object[] } }[] }).sources[0]!.keys;
}

test.concurrent('with the number of their values, of lines with codes alone, in any case and of all kinds', async () => {
  const log = [
    '2026-11-01 00:00:00 Tenant=acme queue="a b" code=109004',
    '2026-11-01 00:00:01 tenant=globex <queue>a b</queue> code=109004',
    '{"time":"2026-11-01T00:00:02Z","tenant":"Zürich","code":107000}',
    '2026-11-01 00:00:03 nothing=here',
    '',
  ].join('\n');
  expect(await keysOf(log)).toEqual({
    lines: 3,
    keys: [
      { name: 'code', lines: 3, values: 2 },
      { name: 'Tenant', lines: 3, values: 3 },
      { name: 'queue', lines: 2, values: 1 },
      { name: 'time', lines: 1, values: 1 },
    ].sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1)),
  });
});

test.concurrent('of 1,000 lines and 50 keys at most', async () => {
  const keys = Array.from({ length: 60 }, (_, i) => `k${i}=v`).join(' ');
  const log = Array.from({ length: 1200 }, (_, i) => `2026-11-01 00:00:00 code=107000 id=${i} ${keys}\n`).join('');
  const found = await keysOf(log);
  expect(found.lines).toBe(1000);
  expect(found.keys).toHaveLength(50);
  expect(found.keys).toContainEqual({ name: 'id', lines: 1000, values: 1000 });
});
