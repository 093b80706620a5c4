/**
 * Runs the built command line once, and keeps what V8 has compiled by then beside its files. In a process of its
 * own, which ends as the command line does (`build/build.mjs`).
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');

process.argv = [process.execPath, join(ROOT, 'bin/ptk-logscan.js'), join(ROOT, 'samples/callback.log')];
process.on('exit', () => {
  const { scripts, sealed, cacheFile } = require(join(ROOT, 'dist/cli/start.cjs'));
  for (const [file, script] of scripts) writeFileSync(cacheFile(file), sealed(script.createCachedData()));
});
require(process.argv[1]);
