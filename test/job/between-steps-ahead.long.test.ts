/**
 * As `between-steps.test.ts`, for logs that other threads count before it is their turn: in a first run before the history
 * is there, and portion after portion while earlier ones are verified and saved.
 */
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../src/job/read/steps.js';
import { EVENTS } from './disk/events.js';
import { Pairs } from './disk/pair.js';

// Ten lines at a time. Each event alone: only the first file of a job is counted before there is a history.
const pairs = new Pairs(EVENTS, undefined, () => true, { portion: 500, large: 1 });

describe.each(EVENTS.map((event) => [event.name, event] as const))('%s', (_name, event) => {
  test.each(STEPS)('before %s', async (step) => {
    const { differences, gaps, saidLast } = await pairs.result(step, event);
    expect(differences).toEqual([]);
    // What is all there is no gap.
    if (event.keepsAll) expect({ gaps, saidLast }).toEqual({ gaps: [], saidLast: [] });
  });
});
