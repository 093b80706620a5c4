import { defineConfig } from 'vitest/config';
import { validators } from './build/validators.mjs';

/** Where the results go as JSON, beside what is shown. */
const results = process.env.PTK_LOGSCAN_TEST_RESULTS;

export default defineConfig({
  plugins: [validators],
  test: {
    include: ['test/**/*.test.ts'],
    // The soak's are as long as they are.
    testTimeout: process.env.PTK_SOAK_KILLS === undefined ? 60_000 : 600_000,
    hookTimeout: 60_000,
    // On two cores: a tenth of the time a test waits, for a process, a disk or a browser.
    maxWorkers: 3,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
  },
});
