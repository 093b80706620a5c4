/** The first file of the command line: everything else is loaded from here. */

import { cacheFile, load, scripts } from './load.js';
import { prestartWorker } from './prestart.js';
import { sealed } from './sealed.js';

/** For `build/code-cache.cjs`. */
export { cacheFile, scripts, sealed };

prestartWorker(process.argv.slice(2))
  // An early start is optional: if threads are needed and cannot be started, the run itself reports it.
  .catch(() => null)
  .then((worker) => {
    const main = load('rolldown-runtime', 'engine', 'core', 'main') as typeof import('../cli/main.js');
    main.start(worker);
  });
