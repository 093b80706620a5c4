/** Runs the built command line once, and keeps what V8 has compiled by then beside each of its files. */
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const RUN = '--run';

if (process.argv[2] !== RUN) {
  // In a process of its own, whose report nobody reads.
  const { status } = spawnSync(process.execPath, [__filename, RUN], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.exit(status ?? 1);
}

process.argv = [process.execPath, join(ROOT, 'bin/ptk-logscan.js'), join(ROOT, 'samples/callback.log')];
process.on('exit', () => {
  const { scripts } = require(join(ROOT, 'dist/cli/start.cjs'));
  for (const [file, script] of scripts) writeFileSync(`${file}.cache`, script.createCachedData());
});
require(process.argv[1]);
