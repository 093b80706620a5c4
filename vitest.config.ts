import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { validators } from './build/validators.mjs';

/** Where the results go as JSON, beside what is shown. */
const results = process.env.PTK_LOGSCAN_TEST_RESULTS || undefined;

const TESTS = 'test/**/*.test.ts';
/** Long by nature, and played by `npm run soak` alone. */
const SOAK = 'test/**/soak.test.ts';
/** What takes long and seldom fails: `npm run test:long`. `npm cit` has five minutes on two cores. */
const LONG = 'test/**/*.long.test.ts';
const isSoak = process.env.PTK_SOAK_KILLS !== undefined;
const BROWSER = 'test/browser/*.test.ts';
/** Looks at what `npm run docs:site` has built. */
const SITE = 'test/site/*.test.ts';

/** Threads run what is built: Node cannot start one from the source. */
const workers = {
  find: /^.*\/worker-script\.js$/,
  replacement: fileURLToPath(new URL('test/worker-script.ts', import.meta.url)),
};

export default defineConfig({
  plugins: [validators],
  resolve: { alias: [workers] },
  test: {
    // The soak's are as long as they are.
    testTimeout: isSoak ? 600_000 : 60_000,
    hookTimeout: 60_000,
    // On two cores: a tenth of the time a test waits, for a process, a disk or a browser.
    maxWorkers: 3,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    projects: [
      // A process takes up file after file: to start one, and to load the program into it, takes longer than most files.
      {
        extends: true,
        test: {
          name: 'node',
          include: [TESTS],
          exclude: isSoak ? [BROWSER, SITE, LONG] : [BROWSER, SITE, LONG, SOAK],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'long', include: [LONG], isolate: false } },
      // What drives the browser makes every promise of its process several times as slow from then on.
      { extends: true, test: { name: 'browser', include: [BROWSER] } },
      { extends: true, test: { name: 'site', include: [SITE] } },
    ],
  },
});
