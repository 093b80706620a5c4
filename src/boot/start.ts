/** The first file of the command line: everything else is loaded from here. */

import { fstatSync, writeSync } from 'node:fs';
import { VERSION } from '../model/version.js';
import { cacheFile, isCached, load, loadStart, scripts } from './load.js';
import { prestartWorker } from './prestart.js';
import { sealed } from './sealed.js';

/** For `build/code-cache.cjs`. */
export { cacheFile, isCached, load, scripts, sealed };

// A start of its own: to load the rest takes longer than Node's own start.
if (!(process.argv.length === 3 && process.argv[2] === '--version' && wrote(`${VERSION}\n`))) run();

function wrote(text: string): boolean {
  try {
    // In place of a descriptor that is closed Node opens a device.
    if (fstatSync(1).isCharacterDevice()) return false;
    return writeSync(1, text) === text.length;
  } catch {
    // A pipe that is full, or nobody there: the program knows what to do.
    return false;
  }
}

function run(): void {
  prestartWorker(process.argv.slice(2))
    // An early start is optional: if threads are needed and cannot be started, the run itself reports it.
    .catch(() => null)
    .then((worker) => {
      const main = loadStart('rolldown-runtime', 'engine', 'core', 'main') as typeof import('../cli/main.js');
      main.start(worker);
    });
}
