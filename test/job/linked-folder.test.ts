import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aJob, line } from './a-job.js';

// To make a link needs a privilege on Windows.
test.skipIf(process.platform === 'win32')(
  'what was left in a folder is read when the link that the job names has moved on',
  async () => {
    const job = aJob(
      "inputs: ['current/*']\ntz: UTC\nhistory: h.duckdb\nreports: [{ name: a, period: yesterday, outputs: [a.json] }]\n",
    );
    const link = (folder: string) => {
      mkdirSync(job.path(folder));
      rmSync(job.path('current'), { force: true });
      symlinkSync(folder, job.path('current'));
    };
    const append = (folder: string, text: string) => appendFileSync(job.path(`${folder}/app.log`), text);
    try {
      link('first');
      append('first', line('09:15').repeat(10));
      await job.run({ only: [] });
      append('first', line('09:16'));
      link('second');
      append('second', line('09:17'));
      const { read } = await job.run({ only: [] });
      expect(read.gaps).toEqual([]);
      const rows = await job.query<{ n: number }>('SELECT sum(n)::INTEGER AS n FROM minute_counts');
      expect(rows).toEqual([{ n: 12 }]);
    } finally {
      job.remove();
    }
  },
);
