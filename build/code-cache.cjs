/**
 * Runs the built command line, and keeps what V8 has compiled by then beside its files: once for a report of a sample, once from
 * the files that a thread loads, and once as a scheduled job. Each in a process of its own, which ends as the command line
 * does (`build/build.mjs`).
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { basename, join } = require('node:path');

const ROOT = join(__dirname, '..');
const START = join(ROOT, 'dist/cli/start.cjs');
const SAMPLE = join(ROOT, 'samples/callback.log');
const OF_START = ['start-files.cjs'];
const OF_THREADS = ['rolldown-runtime.cjs', 'engine.cjs'];

const [, , run = 'sample'] = process.argv;
/** By run: the arguments of the command line, and which of the files that it has loaded it is to be kept for. */
const RUNS = {
  sample: { args: [SAMPLE], keeps: (file) => OF_START.includes(file) },
  // `--version` alone is answered before anything else is loaded: then the files are loaded one by one, as a thread does.
  thread: { args: ['--version'], keeps: (file) => OF_THREADS.includes(file) },
  job: { args: [], keeps: (file) => !OF_START.includes(file) && !OF_THREADS.includes(file) },
};
const { args, keeps } = RUNS[run];
const next = Object.keys(RUNS)[Object.keys(RUNS).indexOf(run) + 1];

if (run === 'job') args.push('report', '--config', jobFile());
process.argv = [process.execPath, join(ROOT, 'bin/ptk-logscan.js'), ...args];
process.on('exit', (status) => {
  const { scripts, sealed, cacheFile, isCached } = require(START);
  for (const [path, script] of scripts) {
    if (keeps(basename(path)) && isCached(readFileSync(path)))
      writeFileSync(cacheFile(path), sealed(script.createCachedData()));
  }
  if (status !== 0 || next === undefined || (next === 'job' && !hasDatabase())) return;
  // Into a pipe: to the null device nothing is printed, and nothing of that compiled.
  const { status: ended } = spawnSync(process.execPath, [__filename, next], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.exitCode = ended ?? 1;
});

require(process.argv[1]);
if (run === 'thread') {
  process.argv[2] = SAMPLE;
  const { load } = require(START);
  load('rolldown-runtime', 'engine', 'core', 'main').start(null);
}

/** A job with the sample as its log. Its folder is removed when the process ends. */
function jobFile() {
  const folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-build-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outputs = ['day.html', 'day.json'].map((name) => join(folder, name));
  const file = join(folder, 'job.yaml');
  const reports = [{ name: 'day', period: 'yesterday', outputs }];
  writeFileSync(
    file,
    JSON.stringify({ inputs: [SAMPLE], tz: 'UTC', history: join(folder, 'history.duckdb'), reports }),
  );
  return file;
}

/** It is an optional dependency. */
function hasDatabase() {
  try {
    createRequire(START).resolve('@duckdb/node-bindings');
    return true;
  } catch {
    return false;
  }
}
