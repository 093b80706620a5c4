/** The program in one file: as `src/boot/start.ts`, but all of it is one script, and the kernel and the threads are in it. */
import './own-path.js';
import { prestartWorker } from '../../src/boot/prestart.js';
import { start } from '../../src/cli/main.js';

prestartWorker(process.argv.slice(2))
  .catch(() => null)
  .then(start);
