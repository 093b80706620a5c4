/** What jobs print, write and tell: reports that pass, warn, fail and have no data; runs that fail. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Message } from '../../src/job/notify/message.js';
import { statusPath } from '../../src/job/status.js';
import type { ReportDocument } from '../../src/model/report-document.js';
import { callIn } from '../cli/in-process.js';
import { aJob, line } from '../job/a-job.js';

const PROGRAM = `import { appendFileSync } from 'node:fs';
for await (const text of process.stdin) appendFileSync('told', text);`;

const JOB = `inputs: ['logs/*']
tz: Europe/Berlin
history: h.duckdb
keys: [tenant]
schedule: "0 6 * * *"
reports:
  - name: daily
    title: Callbacks
    url: https://reports.example/{name}/{date}.html
    period: yesterday
    compare: previous
    outputs: ['report:out/daily-{date}.json']
    rules: [{ name: Errors, max-error-rate: 20% }, { name: Times, select: '109004', max-count: 0, level: warn }]
  - { name: plain, period: last-7d, where: [tenant=acme], outputs: ['report:out/plain-{date}.json'] }
notify:
  - { name: program, on: [fail, warn, error, report], command: [${JSON.stringify(process.execPath)}, take.mjs] }
`;

export interface JobDocuments {
  readonly reports: readonly ReportDocument[];
  readonly statuses: readonly unknown[];
  readonly notifications: readonly Message[];
}

export async function jobDocuments(): Promise<JobDocuments> {
  const job = aJob(JOB);
  try {
    writeFileSync(job.path('take.mjs'), PROGRAM);
    const statuses: unknown[] = [];
    const call = (...args: string[]) => callIn(job.folder, ['report', '--config', 'job.yaml', ...args]);
    const look = async () => {
      const { stdout, stderr } = await call('--status', '-f', 'json');
      if (stdout === '') throw new Error(stderr);
      statuses.push(JSON.parse(stdout));
    };
    await look();
    const days = [
      ['2026-11-03', line('09:15').repeat(9)],
      ['2026-11-04', line('09:15').repeat(9) + line('09:20', 109004)],
      ['2026-11-05', line('09:15') + line('09:20', 109004)],
    ] as const;
    for (const [day, text] of days) {
      job.log(`${day}.log`, text.replaceAll('2026-11-03', day).replaceAll('Reply', 'Reply tenant=acme'));
      await call('--date', new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10));
      await look();
    }
    await call('--date', '2026-11-20');
    await look();
    statuses.push(JSON.parse(readFileSync(statusPath(job.path('h.duckdb')), 'utf8')));
    writeFileSync(job.path('h.duckdb'), 'no history');
    await call('--date', '2026-11-21');
    await look();
    const reports = readdirSync(job.path('out')).map((name) => JSON.parse(job.text(`out/${name}`)) as ReportDocument);
    const told = job.text('told').split('\n').filter(Boolean);
    return { reports, statuses, notifications: told.map((text) => JSON.parse(text) as Message) };
  } finally {
    job.remove();
  }
}
