/** The first file of the command line: everything else is loaded from here. */

import { load, scripts } from './load.js';
import { prestartWorker } from './prestart.js';

/** For `build/code-cache.cjs`. */
export { scripts };

prestartWorker(process.argv.slice(2))
  // It was only a guess: if threads are needed and cannot be had, the run itself will say so.
  .catch(() => null)
  .then((spare) => {
    const main = load('rolldown-runtime', 'engine', 'core', 'main') as typeof import('../cli/main.js');
    main.start(spare);
  });
