/** As `between-steps.test.ts`, for a job that names only the file that is written to. */
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../src/job/read/steps.js';
import { EVENTS } from './disk/events.js';
import { Pairs } from './disk/pair.js';

const CONCERNING = EVENTS.filter(({ concernsLog }) => concernsLog);
const pairs = new Pairs(CONCERNING, process.env.PTK_SOAK_ALONE !== undefined, ['app.log']);

describe.each(CONCERNING.map((event) => [event.name, event] as const))('%s', (_name, event) => {
  test.each(STEPS)('before %s', async (step) => {
    const { differences } = await pairs.result(step, event);
    expect(differences).toEqual([]);
  });
});
