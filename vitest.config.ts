import { defineConfig } from 'vitest/config';
import { validators } from './build/validators.mjs';

/** Where the results go as JSON, beside what is shown. */
const results = process.env.PTK_LOGSCAN_TEST_RESULTS;

export default defineConfig({
  plugins: [validators],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On two cores: a tenth of the time a test waits, for a process, a disk or a browser.
    maxWorkers: 3,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
  },
});
