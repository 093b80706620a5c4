/**
 * Every event that can befall a log, right before every step of a run: each line counts once, or what is missing is
 * said. Here the job names all files of the folder.
 */
import { describe, expect, test } from 'vitest';
import { STEPS } from '../../src/job/read/steps.js';
import { aJob } from './a-job.js';
import { EVENTS } from './disk/events.js';
import { LogFolder } from './disk/log-folder.js';
import { Pairs } from './disk/pair.js';

test('a run takes the steps in their order', async () => {
  const job = aJob();
  const steps: string[] = [];
  new LogFolder(job.path('logs')).append('app.log', 10);
  await job.run({
    atStep: (step, name) => {
      steps.push(name === null ? step : `${step} ${name.split('/').at(-1)}`);
    },
  });
  job.remove();
  const first = ['list', 'open app.log', 'look app.log', 'read app.log', 'verify app.log', 'commit', 'forget'];
  expect([...new Set(steps)]).toEqual(first);
});

const pairs = new Pairs(EVENTS);

describe.each(EVENTS.map((event) => [event.name, event] as const))('%s', (_name, event) => {
  test.each(STEPS)('before %s', async (step) => {
    const { differences, gaps, saidLast } = await pairs.result(step, event);
    expect(differences).toEqual([]);
    // What is all there is no gap.
    if (event.keepsAll) expect({ gaps, saidLast }).toEqual({ gaps: [], saidLast: [] });
  });
});
