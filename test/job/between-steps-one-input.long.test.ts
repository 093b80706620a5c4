/**
 * As `between-steps.test.ts`, for a job that names only the file that is written to. Here it is every third event, because
 * a pair takes a quarter of a second; `npm run soak` plays all of them.
 */
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../src/job/read/steps.js';
import { EVENTS } from './disk/events.js';
import { Pairs } from './disk/pair.js';

const isSoak = process.env.PTK_SOAK_ALONE !== undefined;
const CONCERNING = EVENTS.filter(({ concernsLog }) => concernsLog).filter((_, i) => isSoak || i % 3 === 0);
// What becomes of a file that is opened is found by another list alone, which any event of the others might bring about.
const pairs = new Pairs(CONCERNING, ['app.log'], (step) => step === 'open');

describe.each(CONCERNING.map((event) => [event.name, event] as const))('%s', (_name, event) => {
  test.each(STEPS)('before %s', async (step) => {
    const { differences } = await pairs.result(step, event);
    expect(differences).toEqual([]);
  });
});
