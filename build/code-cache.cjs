/**
 * Runs the built command line once, and keeps what V8 has compiled by then beside its files; and once more from the files that a
 * thread loads. In a process of its own, which ends as the command line does (`build/build.mjs`).
 */
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const ROOT = join(__dirname, '..');
const START = join(ROOT, 'dist/cli/start.cjs');
const SAMPLE = join(ROOT, 'samples/callback.log');
const THREADS = 'for threads';
const OF_THREADS = ['rolldown-runtime.cjs', 'engine.cjs'];

const isForThreads = process.argv[2] === THREADS;
// `--version` alone is answered before anything else is loaded: then the files are loaded one by one, as a thread does.
process.argv = [process.execPath, join(ROOT, 'bin/ptk-logscan.js'), isForThreads ? '--version' : SAMPLE];
process.on('exit', (status) => {
  const { scripts, sealed, cacheFile } = require(START);
  for (const [file, script] of scripts) {
    if (!isForThreads || OF_THREADS.includes(basename(file)))
      writeFileSync(cacheFile(file), sealed(script.createCachedData()));
  }
  if (isForThreads || status !== 0) return;
  // Into a pipe: to the null device nothing is printed, and nothing of that compiled.
  const run = spawnSync(process.execPath, [__filename, THREADS], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.exitCode = run.status ?? 1;
});

require(process.argv[1]);
if (isForThreads) {
  process.argv[2] = SAMPLE;
  const { load } = require(START);
  load('rolldown-runtime', 'engine', 'core', 'main').start(null);
}
