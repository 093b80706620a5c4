/** As `between-steps.test.ts`, for a job that names only the file that is written to. */
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../src/job/read/steps.js';
import { EVENTS } from './disk/events.js';
import { playPair } from './disk/pair.js';

const CONCERNING = EVENTS.filter(({ concernsLog }) => concernsLog);

describe.each(CONCERNING.map((event) => [event.name, event] as const))('%s', (_name, event) => {
  test.each(STEPS)('before %s', async (step) => {
    const { differences } = await playPair(step, event, ['app.log']);
    expect(differences).toEqual([]);
  });
});
