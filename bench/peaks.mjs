/**
 * Peak memory over inputs that are hard on it, by command and option, beside what is promised: 200 MiB with two threads,
 * 300 where DuckDB works. Exit status 1 where one is over.
 *
 *     npm run build && node bench/peaks.mjs [--size 1GB] [--only zip,report] [--data DIR] [--program FILE]
 *
 * `--only` names inputs, commands or both: runs of one of these commands over one of these inputs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchArguments } from './arguments.mjs';
import { prepareMany } from './data/many.mjs';
import { prepare } from './data/prepare.mjs';
import { measure, measuresMemory } from './measure.mjs';

const MIB = 2 ** 20;
const PROMISE = 200;
const WITH_DUCKDB = 300;
/** Kinds of `data/many.mjs`, and how many of what each has. */
const MANY = { zip: 100_000, files: 100_000, damaged: 1_000, values: 2_000_000, seconds: 525_600 };
const LOGS = ['text5', 'json', 'soap'];
const FORMATS = ['table', 'json', 'ndjson', 'html', 'markdown', 'csv', 'csv-codes', 'prometheus', 'parquet'];

if (!measuresMemory) throw new Error('GNU time is needed: it alone tells the peak of a program that has ended');
const { size, sizeName, only, data, program } = benchArguments();

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-peaks-'));
let over = 0;
try {
  console.log('| input | run | time | peak | promised | |');
  console.log('| --- | --- | ---: | ---: | ---: | --- |');
  for (const log of LOGS) {
    await rows(
      `${log}, ${sizeName}`,
      log,
      () => join(data, prepare(data, { kind: log, size, seed: 1 }, (what) => console.error(what)).name),
      (path) => [scan('table', path), check(path), events(path), by('level', path), ...report(path)],
    );
  }
  for (const [kind, count] of Object.entries(MANY)) {
    await rows(`${kind}, ${count}`, kind, () => prepareMany(data, kind, count), runsOf(kind));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (over > 0) process.exitCode = 1;

function runsOf(kind) {
  return (path) => {
    const formats = FORMATS.map((format) => scan(format, path, kind === 'seconds' ? ['-w', '1s'] : []));
    const own = kind === 'values' ? [by('service', path)] : [];
    return [...own, ...formats, check(path), events(path), ...report(path)];
  };
}

async function rows(shown, kind, prepared, runs) {
  const named = (names) => only?.filter((name) => names.includes(name)) ?? [];
  const kinds = named([...LOGS, ...Object.keys(MANY)]);
  const commands = only?.filter((name) => !kinds.includes(name)) ?? [];
  if (kinds.length > 0 && !kinds.includes(kind)) return;
  const wanted = (path) =>
    runs(path).filter(({ name }) => commands.length === 0 || commands.includes(/^\w+/.exec(name)[0]));
  // Prepared only where a run of it is wanted.
  if (wanted('').length === 0) return;
  for (const run of wanted(await prepared())) console.log(row(shown, run));
}

function row(shown, { name, args, promised, before }) {
  before?.();
  const { peak, seconds, failure } = measure([process.execPath, program, ...args], folder);
  const mebi = Math.round(peak / MIB);
  const isOver = mebi > promised;
  // Damaged input is exit status 3, broken rules are 1: both are whole runs.
  const hasFailed = failure !== null && (!/^exit [13]:/.test(failure) || failure.includes('internal error'));
  if (isOver || hasFailed) over += 1;
  const verdict = hasFailed ? failure : isOver ? '**over**' : 'well';
  return `| ${shown} | ${name} | ${seconds.toFixed(1)} s | ${mebi} MiB | ${promised} MiB | ${verdict} |`;
}

function scan(format, path, more = []) {
  const promised = format === 'parquet' ? WITH_DUCKDB : PROMISE;
  const output = format === 'parquet' ? ['--output', 'out.parquet'] : ['--format', format];
  const how = [...more, ...output];
  return { name: `scan ${how.join(' ')}`, args: ['scan', '--workers', '2', '-r', ...how, path], promised };
}

function by(key, path) {
  return {
    name: `scan --by ${key}`,
    args: ['scan', '--workers', '2', '-r', '--by', key, '--max-groups', '100', path],
    promised: PROMISE,
  };
}

function check(path) {
  const args = ['check', '--workers', '2', '-r', '--max-error-rate', '20%', path];
  return { name: 'check --max-error-rate 20%', args, promised: PROMISE };
}

function events(path) {
  return { name: 'events', args: ['events', '-r', path, '--output', 'events.ndjson'], promised: PROMISE };
}

/** A first run, then one that has nothing new. */
function report(path) {
  const job = join(folder, 'job.json');
  const before = () => {
    for (const name of ['h.duckdb', 'h.duckdb.wal', 'h.duckdb.owner']) rmSync(join(folder, name), { force: true });
    const reports = [{ name: 'all', period: '2026-11-01..2027-12-01', window: '1d', outputs: ['all.json'] }];
    writeFileSync(job, JSON.stringify({ inputs: [path], recursive: true, tz: 'UTC', history: 'h.duckdb', reports }));
  };
  const run = { args: ['report', '--config', job], promised: WITH_DUCKDB };
  return [
    { ...run, name: 'report, first run', before },
    { ...run, name: 'report, again' },
  ];
}
