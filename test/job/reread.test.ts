/** `report --reread`, and jobs that go on with another edition of the rules. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackVersion1, VERSION_1_FILES, VERSION_1_JOB, VERSION_1_TEXTS } from '../history/version-1.js';
import { type AJob, aJob } from './a-job.js';

const NOW = '2026-11-26T06:00:00Z';

let job: AJob;
beforeEach(() => {
  job = aJob(VERSION_1_JOB);
});
afterEach(() => job.remove());

function old(): void {
  unpackVersion1(job.path('h.duckdb'));
  for (const name of ['b', 'c', 'other'] as const) job.log(VERSION_1_FILES[name], VERSION_1_TEXTS[name]);
}

describe('a history of version 1', () => {
  test('goes on', async () => {
    old();
    job.log('app.log', '2026-11-04 09:00:00 INFO tenant=acme Reply code=107000\n');
    await job.run({ now: NOW });
    console.log(
      job.said,
      await job.query('select * from meta'),
      await job.query('select edition, stream_id, sum(n) n from counts group by all order by all'),
      await job.query('select * from shared'),
    );
    await job.run({ now: NOW, reread: true });
    console.log(
      job.said,
      await job.query('select edition, stream_id, log_id, sum(n) n from counts group by all order by all'),
      await job.query('select * from logs'),
      await job.query('select * from shared'),
    );
  });
});
