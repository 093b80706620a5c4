/** A log that is large enough for several threads, by the built command line; and an interrupted count. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RangeCount } from '../../../src/job/read/count-range.js';
import { compileKernel } from '../../../src/kernel/load.js';
import { MIN_SPLIT_BYTES } from '../../../src/model/limits.js';
import { Scanner } from '../../../src/scan/scanner.js';
import { WindowCutter } from '../../../src/time/windows.js';
import { zoneOf } from '../../../src/time/zone.js';
import { ended, start } from '../../cli/program.js';
import { rulesOf } from '../../rules/rules-of.js';

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const START = Date.parse('2026-11-01T00:00:00Z');

/** Bodies of many lines, which inherit, and every 3 MiB a long stretch without any time. */
function largeLog(): Buffer {
  const parts: string[] = [];
  let size = 0;
  for (let i = 0; size < MIN_SPLIT_BYTES + (1 << 20); i++) {
    const time = new Date(START + i * 250).toISOString();
    const text = `${time} request ${i} of a caller code=${107_000 + (i % 3) * 100}\n  <Reply>\n    status: 109004\n  </Reply>\n`;
    const part = i % 40_000 === 39_999 ? `${text}${'a line of a trace code=106000\n'.repeat(20_000)}` : text;
    parts.push(part);
    size += part.length;
  }
  return Buffer.from(parts.join(''));
}

/** So many minutes that they are saved in several transactions: each line is in a minute of its own. */
function longLog(): Buffer {
  const parts: string[] = [];
  for (let i = 0; i < 150_000; i++) {
    parts.push(`${new Date(START + i * 60_000).toISOString()} request ${i} code=${107_000 + (i % 3) * 100}\n`);
  }
  return Buffer.from(parts.join(''));
}

test.each([
  ['lines', largeLog],
  ['minutes', longLog],
])('a log with many %s has the same counts in a history as in a scan', async (_what, made) => {
  rmSync(join(folder, 'h.duckdb'), { force: true });
  writeFileSync(join(folder, 'app.log'), made());
  const job = `inputs: [app.log]
tz: UTC
history: h.duckdb
reports: [{ name: all, period: 2026-11-01..2027-03-01, window: 1d, outputs: [all.json] }]
`;
  writeFileSync(join(folder, 'job.yaml'), job);
  const scan = await ended(start(['scan', 'app.log', '--window', '1d', '--format', 'json'], { cwd: folder }));
  const report = await ended(start(['report', '--config', 'job.yaml'], { cwd: folder }));
  expect([scan.status, report.status], report.stderr).toEqual([0, 0]);
  const [read, kept] = [scan.stdout, readFileSync(join(folder, 'all.json'), 'utf8')].map((text) => JSON.parse(text));
  expect(kept.codes).toEqual(read.codes);
  expect(kept.windows).toEqual(read.windows);
  expect(kept.totals).toEqual(read.totals);
});

test('a count ends soon where it is interrupted, and where the file has become shorter', async () => {
  const zone = zoneOf('UTC');
  const name = join(folder, 'sparse.log');
  writeFileSync(name, '');
  truncateSync(name, 2 ** 31);
  const fd = openSync(name, 'r');
  const abort = new AbortController();
  const counter = {
    scanner: new Scanner({ module: compileKernel(), rules: rulesOf({}), timeZone: zone, count: 'lines' }),
    hours: new WindowCutter(zone, { n: 1, unit: 'h' }),
    threads: null,
    signal: abort.signal,
  };
  const text = { fd, name, start: 0, modified: 0, utc: false };
  const state = { lastTime: Number.NaN, lastEvent: Number.NaN };
  try {
    setImmediate(() => abort.abort());
    expect(await new RangeCount(text, { from: 0, to: 2 ** 31 }, null, counter).counts(state)).toBeNull();
    const quiet = { ...counter, signal: new AbortController().signal };
    truncateSync(name, 1000);
    expect(await new RangeCount(text, { from: 0, to: 2000 }, null, quiet).counts(state)).toBeNull();
  } finally {
    closeSync(fd);
  }
});
