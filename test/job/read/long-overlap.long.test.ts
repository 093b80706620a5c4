/** Texts with so many counts that they are read in several portions, and what others have in common with them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ended, start } from '../../cli/program.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-long-overlap-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = Date.parse('2026-11-01T00:00:00Z');

/** Lines by number, each in a minute of its own. */
function lines(from: number, to: number): Buffer {
  const parts: string[] = [];
  for (let i = from; i < to; i++) {
    parts.push(
      `${new Date(START + i * 60_000).toISOString()} request ${i} of a caller code=${107_000 + (i % 3) * 100}\n`,
    );
  }
  return Buffer.from(parts.join(''));
}

async function eventsAfterRun(): Promise<number> {
  const { status, stderr } = await ended(start(['report', '--config', 'job.yaml'], { cwd: folder }));
  expect(status, stderr).toBe(0);
  const verified = await ended(start(['history', 'verify', '--config', 'job.yaml'], { cwd: folder }));
  expect(verified.status, verified.stdout + verified.stderr).toBe(0);
  return JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8')).totals.events;
}

const MANY = 150_000;
const MORE = MANY + 30;

test.each([
  ['plain, and its second half', 'plain', 'plain', 80_000],
  ['plain, and all but its beginning in a compressed one', 'plain', 'packed', 500],
])('a long log that is %s: each line counts once', async (_what, first, second, from) => {
  for (const name of ['h.duckdb', 'app.log', 'app.log.gz', 'copy.log', 'copy.log.gz'])
    rmSync(join(folder, name), { force: true });
  const write = (name: string, form: string, text: Buffer) =>
    writeFileSync(
      join(folder, form === 'plain' ? name : `${name}.gz`),
      form === 'plain' ? text : gzipSync(text, { level: 1 }),
    );
  writeFileSync(
    join(folder, 'job.yaml'),
    `inputs: ['*.log*']
tz: UTC
history: h.duckdb
reports: [{ name: all, period: 2026-11-01..2027-12-01, window: 1d, outputs: [all.json] }]
`,
  );
  write('app.log', first, lines(0, MANY));
  expect(await eventsAfterRun()).toBe(MANY);
  write('copy.log', second, lines(from, MORE));
  expect(await eventsAfterRun()).toBe(MORE);
});
