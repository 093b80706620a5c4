/** A report of a job says of its groups what `scan` says of the same log: whom errors hit, and when. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Summary } from '../../src/model/summary.js';
import { ended, start } from '../cli/program.js';
import { type AJob, aJob } from './a-job.js';
import { mailServer } from './servers.js';

const open: { close(): Promise<void> }[] = [];
let job: AJob;
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  job.remove();
});

const TENANTS = ['acme', 'globex', 'initech', 'hooli', 'stark'];
const MINUTE = 60_000;
/** In Berlin this day has 25 hours. */
const DAY = Date.parse('2026-10-24T22:00:00Z');

/** Every two minutes of the day a line of each tenant; two of them fail in the last seven hours. */
function aDay(): string {
  const lines: string[] = [];
  let n = 0;
  for (let minute = 0; minute < 25 * 60; minute += 2) {
    for (const tenant of TENANTS) {
      n += 1;
      const isFailing = minute >= 18 * 60 + 10 && (tenant === 'globex' || tenant === 'stark');
      const code = isFailing ? (minute % 3 === 0 ? 109003 : 109004) : n % 49 === 0 ? 109002 : 107000;
      lines.push(
        `${new Date(DAY + minute * MINUTE).toISOString()} INFO done tenant=${tenant} queue=q${n % 3} code=${code}\n`,
      );
    }
  }
  return lines.join('');
}

const whereOf = (where: readonly string[]) => (where.length === 0 ? '' : `, where: ['${where.join("', '")}']`);
const yaml = (report: string, more = '') => `inputs: ['logs/*']
tz: Europe/Berlin
keys: [tenant, queue]
history: h.duckdb
reports:
  - { name: daily, period: yesterday, ${report}, outputs: [r.json, r.txt, r.md, r.html] }
${more}`;

async function scanned(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, status } = await ended(
    start(['logs/app.log', '--tz', 'Europe/Berlin', '--by', 'tenant,queue', ...args], { cwd: job.folder }),
  );
  expect([stderr, status]).toEqual(['', 0]);
  return stdout;
}

/** What the script of a page has: events and errors of each group over time among it. */
const dataOf = (page: string) => /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!;

describe.each([
  ['hours', '1h', []],
  ['minutes', '15m', []],
  ['days', '1d', []],
  ['a part of the hours', '6h', ['queue!=q1']],
])('by %s', (_name, window, where) => {
  test('the findings are the same ones, and the times of the groups', async () => {
    job = aJob(yaml(`window: ${window}${whereOf(where)}`));
    job.log('app.log', aDay());
    await job.run({ now: '2026-10-26T06:00:00Z' });
    const args = ['-w', window, ...where.flatMap((each) => ['--where', each])];
    const [made, own] = [job.summary('r.json'), JSON.parse(await scanned('-f', 'json', ...args)) as Summary];
    expect(made.windows).toEqual(own.windows);
    expect(made.groups).toEqual(own.groups);
    expect(made.findings).toEqual(own.findings);
    expect(dataOf(job.text('r.html'))).toBe(dataOf(await scanned('-f', 'html', ...args)));
  });
});

test('whom errors hit stands in every form, and in the mail', async () => {
  const server = await mailServer();
  open.push(server);
  job = aJob(
    yaml(
      'window: 1h',
      `notify:
  - { name: mail, on: [report], email: { host: 127.0.0.1, port: ${server.port}, security: none, from: a@example.com, to: [b@example.com] } }
`,
    ).replace('[tenant, queue]', '[tenant]'),
  );
  job.log('app.log', aDay());
  await job.run({ now: '2026-10-26T06:00:00Z' });
  const said = job.summary('r.json').findings[0]!.text;
  expect(said).toMatch(
    /^since 17:00: .*, tenant globex and stark \(9\d(\.\d)?% of the errors\), platform: retry later$/,
  );
  // Its long lines are folded (quoted-printable).
  const mail = server.messages[0]!.replaceAll('=\n', '');
  for (const text of [job.text('r.txt'), job.text('r.md'), job.text('r.html'), mail]) {
    expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
  }
});
