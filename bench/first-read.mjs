/**
 * How long the first run of a job takes to read a log into its history, beside a scan of the same log. Scan and report
 * take turns, as other work on the machine disturbs both alike; ratios are those of one turn.
 *
 *     npm run build && node bench/first-read.mjs [--size 1GB] [--rounds 7] [--data DIR] [--program FILE]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchArguments, median } from './arguments.mjs';
import { prepare } from './data/prepare.mjs';
import { heat, measure } from './measure.mjs';

const KINDS = ['text1000', 'text5', 'json', 'soap', 'gzip'];
/** What is meant to be reached: times of a scan, and bytes of memory. */
const AT_MOST = 2;
const MOST_MEMORY = 300 * 2 ** 20;
const MIB = 2 ** 20;

const { size, rounds, only, data, program } = benchArguments();
const kinds = only === null ? KINDS : KINDS.filter((kind) => only.includes(kind));

const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-first-read-'));
try {
  console.log('| log | scan | report | ratio | CPU of scan | of report | ratio | peak of report |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const kind of kinds) console.log(row(kind));
} finally {
  rmSync(folder, { recursive: true });
}

function row(kind) {
  const { name } = prepare(data, { kind, size, seed: 1 }, (what) => console.error(what));
  const log = join(data, name);
  writeFileSync(join(folder, 'job.json'), JSON.stringify(jobOf(log)));
  heat(log, folder);
  const turns = Array.from({ length: rounds + 1 }, () => {
    const scan = run(['scan', log, '--format', 'json']);
    for (const file of ['h.duckdb', 'h.duckdb.wal']) rmSync(join(folder, file), { force: true });
    return { scan, report: run(['report', '--config', 'job.json']) };
  });
  // The first turn is for warming up.
  const of = (value) => median(turns.slice(1).map(value));
  const ratio = of(({ scan, report }) => report.seconds / scan.seconds);
  const peak = of(({ report }) => report.peak);
  const cells = [
    kind,
    seconds(of(({ scan }) => scan.seconds)),
    seconds(of(({ report }) => report.seconds)),
    `${ratio.toFixed(2)}${ratio <= AT_MOST ? '' : ` (wanted: ${AT_MOST})`}`,
    seconds(of(({ scan }) => scan.cpu)),
    seconds(of(({ report }) => report.cpu)),
    of(({ scan, report }) => report.cpu / scan.cpu).toFixed(2),
    `${Math.round(peak / MIB)} MiB${peak <= MOST_MEMORY ? '' : ` (wanted: ${MOST_MEMORY / MIB})`}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The reports cost next to nothing: their day has no lines. */
function jobOf(log) {
  return {
    inputs: [log],
    tz: 'UTC',
    history: 'h.duckdb',
    reports: [{ name: 'day', period: 'yesterday', outputs: ['day.json'] }],
  };
}

function run(args) {
  const result = measure([process.execPath, program, ...args], folder);
  if (result.failure !== null) throw new Error(`${args[0]}: ${result.failure}`);
  return result;
}

function seconds(value) {
  return `${value.toFixed(2)} s`;
}
