/**
 * What a history costs: a year of 50 codes in every minute, read by a run a day; then how large the file is, how long
 * a report of the year takes, and how long a run with nothing new in 1,000 known files.
 *
 *     npm run build:js && node bench/history.mjs [--days 365] [--program FILE]
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    program: { type: 'string', default: fileURLToPath(new URL('../bin/ptk-logscan.js', import.meta.url)) },
  },
});
const DAYS = Number(values.days);
const FIRST = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const CODES = Array.from({ length: 50 }, (_, i) => 106000 + i * 73);

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-history-'));
const date = (time) => new Date(time).toISOString().slice(0, 10);

function run(job, ...args) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [values.program, 'report', '--config', job, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  if (status !== 0) throw new Error(`exit status ${status}: ${stdout}${stderr}`);
  return { ms: performance.now() - began, stdout };
}

/** Each code in each minute, once to three times: labelled, so that unknown ones count too. */
function dayOf(start) {
  const lines = [];
  for (let minute = 0; minute < 1440; minute++) {
    const stamp = new Date(start + minute * 60_000).toISOString().slice(0, 17);
    for (let i = 0; i < CODES.length; i++) {
      const second = String((minute * 7 + i * 13) % 60).padStart(2, '0');
      for (let n = (minute * 31 + i * 17) % 3; n >= 0; n--) lines.push(`${stamp}${second}.123Z PTK-${CODES[i]}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const job = (name, text) => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
};

mkdirSync(join(folder, 'logs'));
const reader = job(
  'read',
  'inputs: [logs/*.log]\ntz: UTC\nhistory: year.duckdb\nreports: [{ name: day, period: yesterday, outputs: [day.json] }]\n',
);
let longest = 0;
for (let day = 0; day < DAYS; day++) {
  const start = FIRST + day * DAY;
  // The log rotates away each day, as logs do.
  if (day > 0) rmSync(join(folder, 'logs', `app-${date(start - DAY)}.log`), { force: true });
  appendFileSync(join(folder, 'logs', `app-${date(start)}.log`), dayOf(start));
  const { ms } = runIgnoringGaps(reader, date(start + DAY));
  longest = Math.max(longest, ms);
  if (day % 30 === 29) console.error(`day ${day + 1}: ${size()} MB, longest run ${Math.round(longest)} ms`);
}

/** Deleting a log right after it was read is told with exit status 3. */
function runIgnoringGaps(file, day) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [values.program, 'report', '--config', file, '--date', day], {
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 3) throw new Error(`exit status ${status}: ${stderr}`);
  return { ms: performance.now() - began };
}

function size() {
  const wal = statSync(join(folder, 'year.duckdb.wal'), { throwIfNoEntry: false })?.size ?? 0;
  return ((statSync(join(folder, 'year.duckdb')).size + wal) / 1e6).toFixed(1);
}

const result = { days: DAYS, sizeMB: Number(size()), longestRunMs: Math.round(longest) };
for (const [name, window] of [
  ['yearByWeekMs', 'auto'],
  ['yearByDayMs', '1d'],
  ['yearByHourMs', '1h'],
]) {
  const file = job(
    name,
    `inputs: [logs/*.log]\ntz: UTC\nhistory: year.duckdb\nreports: [{ name: ${name}, period: 2026-01-01..2027-01-01, window: ${window}, outputs: [${name}.html, ${name}.json] }]\n`,
  );
  result[name] = Math.round(runIgnoringGaps(file, date(FIRST + DAYS * DAY)).ms);
}

const many = join(folder, 'many');
mkdirSync(many);
for (let i = 0; i < 1000; i++)
  writeFileSync(
    join(many, `app-${String(i).padStart(4, '0')}.log`),
    `2026-11-01 09:15:00.${String(i).padStart(3, '0')} code=107000 n=${i}\n`,
  );
const known = job(
  'many',
  'inputs: [many/*.log]\ntz: UTC\nhistory: many.duckdb\nreports: [{ name: day, period: yesterday, outputs: [many.json] }]\n',
);
run(known, '--date', '2026-11-02');
await new Promise((resolve) => setTimeout(resolve, 2500));
run(known, '--date', '2026-11-02');
const times = Array.from({ length: 7 }, () => run(known, '--date', '2026-11-02').ms).sort((a, b) => a - b);
result.nothingNew1000FilesMs = {
  median: Math.round(times[3]),
  best: Math.round(times[0]),
  worst: Math.round(times[6]),
};
console.log(JSON.stringify(result, null, 2));
rmSync(folder, { recursive: true });
