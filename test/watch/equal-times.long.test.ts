/** Many logs whose events all have one time, as where a job writes them: each line counts once, and in good time. */

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AWatch, until } from './a-watch.js';

/** With runs that are asked to end: on Windows one process cannot do that to another, and `kill` ends it at once. */
const stopped = test.skipIf(process.platform === 'win32');

let its: AWatch;
beforeEach(() => {
  its = new AWatch();
});
afterEach(() => its.remove());

const lines = (name: string, from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) => `2026-11-25 00:00:00 INFO ${name} request ${from + i} code=107000\n`,
  ).join('');

async function eventsOf(args: readonly string[]): Promise<number> {
  const run = its.start([...args, '--tz', 'UTC', '-f', 'json', '--state', 's']);
  await until(() => its.text('s') !== '');
  return JSON.parse((await run.end()).stdout).totals.events;
}

stopped.each([
  ['', 0],
  ['a first line without a code\n', 0],
  ['', 400],
])('what is cut, joined, appended or packed counts once (head %j, %i lines more)', async (head, more) => {
  const all = Array.from({ length: 40 }, (_, i) => head + lines(`n${i}`, 0, 8 + more));
  for (const [i, text] of all.entries()) its.write(`a${i}.log`, text);
  its.write('y-appended.log', lines('own', 0, 5) + all[7] + all[8] + lines('own', 5, 10));
  its.write('y-cut.log', lines('n9', 3, 12 + more));
  its.write('y-cut-head.log', lines('n10', 0, 12 + more));
  writeFileSync(its.path('y-packed.gz'), gzipSync(lines('other', 0, 3) + all[11]));
  expect(await eventsOf(['a*.log', 'y*'])).toBe(40 * (8 + more) + 10 + 4 + 4 + 3);
});

stopped('1,000 files take no square of their number', { timeout: 20_000 }, async () => {
  for (let i = 0; i < 1000; i++) its.write(`a${i}.log`, lines(`n${i}`, 0, 20));
  expect(await eventsOf(['*.log'])).toBe(20_000);
});
