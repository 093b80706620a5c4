/** What reports say, when they are made, and when they are made again. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type AJob, aJob, line } from './a-job.js';

let job: AJob;
afterEach(() => job.remove());

const YAML = (reports: string, more = '') =>
  `inputs: ['logs/*']\ntz: UTC\nhistory: h.duckdb\n${more}reports:\n${reports}`;
const DAILY = "  - { name: daily, period: yesterday, window: 1h, outputs: ['out/{date}.json'] }\n";
const outcomes = async (options = {}) =>
  (await job.run(options)).reports.map(({ name, period, outcome }) => `${name} ${period} ${outcome}`);

test('a report has the period’s events, in the zone’s days and windows', async () => {
  job = aJob(YAML(DAILY).replace('UTC', 'Europe/Berlin'));
  // In local time: the first is of the day before.
  job.log(
    'app.log',
    line('00:30').replace('11-03', '11-02') +
      line('00:30') +
      line('23:59:59', 109004) +
      line('00:00').replace('11-03', '11-04'),
  );
  await job.run();
  const { totals, windows, timeZone, codes, input } = job.summary('out/2026-11-03.json');
  expect(timeZone).toBe('Europe/Berlin');
  expect(totals).toMatchObject({ events: 2, first: '2026-11-02T23:30:00.000Z', last: '2026-11-03T22:59:59.000Z' });
  expect(windows.map(({ start, events }) => [start, events])).toEqual([
    ['2026-11-03T00:00:00.000+01:00', 1],
    ['2026-11-03T23:00:00.000+01:00', 1],
  ]);
  expect(codes.map(({ code, count }) => [code, count])).toEqual([
    [107000, 1],
    [109004, 1],
  ]);
  expect(input).toMatchObject({ sources: 1, lines: 2, matchedLines: 2 });
});

test('events without a time are counted as left out', async () => {
  job = aJob(YAML(DAILY));
  job.log('app.log', `code=109004\ncode=109004\n${line('09:15')}`);
  await job.run();
  expect(job.said).toContain('2 new events have no time: reports count them as filtered');
  expect(job.summary('out/2026-11-03.json').totals).toMatchObject({ events: 1, untimed: 0, filtered: 2 });
});

test('a report is made once, and again only where something has changed', async () => {
  job = aJob(YAML(DAILY));
  job.log('app.log', line('09:15'));
  expect(await outcomes()).toEqual(['daily 2026-11-03 made']);
  const { ino } = statSync(job.path('out/2026-11-03.json'));
  expect(await outcomes()).toEqual(['daily 2026-11-03 same']);
  expect(statSync(job.path('out/2026-11-03.json')).ino).toBe(ino);
  rmSync(job.path('out/2026-11-03.json'));
  expect(await outcomes()).toEqual(['daily 2026-11-03 again']);
  expect(job.said).toContain('daily 2026-11-03: Made again: its files were gone.');
  job.job(YAML(DAILY.replace('1h', '6h')));
  expect(await outcomes()).toEqual(['daily 2026-11-03 made']);
  expect(job.summary('out/2026-11-03.json').window).toBe('6h');
  expect(readdirSync(job.path('out'))).toEqual(['2026-11-03.json']);
});

describe('late lines', () => {
  test('change the reports of their time, which say so', async () => {
    job = aJob(YAML(`${DAILY}  - { name: weekly, period: last-week, outputs: ['out/{week}.md'] }\n`));
    job.log('app.log', line('09:15'));
    await job.run();
    job.log('app.log', line('10:15').replace('11-03', '11-04'));
    job.log('app.log', line('09:20') + line('09:21'));
    const { reports, notices } = await job.run({ now: '2026-11-05T06:00:00Z' });
    expect(reports.map(({ name, period, outcome }) => `${name} ${period} ${outcome}`)).toEqual([
      'daily 2026-11-04 made',
      'weekly 2026-10-26 to 2026-11-01 same',
      'daily 2026-11-03 again',
    ]);
    expect(notices).toEqual(['daily 2026-11-03: Made again: 2 events of this period came after it was first made.']);
    expect(job.summary('out/2026-11-03.json').totals.events).toBe(3);
    expect(await outcomes({ now: '2026-11-05T07:00:00Z' })).toEqual([
      'daily 2026-11-04 same',
      'weekly 2026-10-26 to 2026-11-01 same',
    ]);
  });

  test('and those that are compared with them', async () => {
    job = aJob(YAML("  - { name: daily, period: yesterday, compare: previous, outputs: ['out/{date}.md'] }\n"));
    job.log('app.log', line('09:15'));
    await job.run();
    job.log('app.log', line('09:16').replace('11-03', '11-02'));
    await job.run();
    expect(job.said).toContain('daily 2026-11-03: Made again: what it was made from has changed.');
  });

  test('do not bring back an old report over a new one with the same name', async () => {
    job = aJob(YAML('  - { name: daily, period: yesterday, outputs: [out/latest.json] }\n'));
    job.log('app.log', line('09:15'));
    await job.run();
    await job.run({ now: '2026-11-05T06:00:00Z' });
    job.log('app.log', line('09:16'));
    expect(await outcomes({ now: '2026-11-05T06:01:00Z' })).toEqual(['daily 2026-11-04 same']);
    expect(job.summary('out/latest.json').totals.events).toBe(0);
  });

  test('of an earlier day, among lines of the present one, change that day alone', async () => {
    job = aJob(YAML(DAILY));
    const of = (day: string, time: string) => line(time).replace('2026-11-03', day);
    for (const day of ['2026-11-02', '2026-11-03', '2026-11-04']) {
      job.log('app.log', of(day, '09:15'));
      await job.run({ now: `${day}T23:00:00Z`, day: `2026-11-0${Number(day.at(-1)) + 1}T00:00:00Z` });
    }
    // The last and the first moment of 3 November, which are also next to its neighbours.
    job.log('app.log', of('2026-11-05', '08:00') + of('2026-11-03', '23:59:59') + of('2026-11-03', '00:00:00'));
    const { reports } = await job.run({ now: '2026-11-05T23:00:00Z', day: '2026-11-06T00:00:00Z' });
    expect(reports.map(({ period, outcome }) => `${period} ${outcome}`)).toEqual([
      '2026-11-05 made',
      // Between the changed days.
      '2026-11-04 same',
      '2026-11-03 again',
    ]);
    expect(job.summary('out/2026-11-03.json').totals).toMatchObject({
      events: 3,
      first: '2026-11-03T00:00:00.000Z',
      last: '2026-11-03T23:59:59.000Z',
    });
    expect(job.summary('out/2026-11-05.json').totals).toMatchObject({ events: 1, last: '2026-11-05T08:00:00.000Z' });
  });

  test('at the first moment of a day do not touch the day before', async () => {
    job = aJob(YAML(DAILY));
    job.log('app.log', line('09:15'));
    expect(await outcomes()).toEqual(['daily 2026-11-03 made']);
    job.log('app.log', line('00:00').replace('11-03', '11-04'));
    expect(await outcomes({ now: '2026-11-06T06:00:00Z' })).toEqual(['daily 2026-11-05 made']);
  });

  test('at the last minute of a day do not touch the day after', async () => {
    job = aJob(YAML(DAILY));
    job.log('app.log', line('09:15'));
    expect(await outcomes()).toEqual(['daily 2026-11-03 made']);
    job.log('app.log', line('23:59').replace('11-03', '11-02'));
    expect(await outcomes({ now: '2026-11-06T06:00:00Z' })).toEqual(['daily 2026-11-05 made']);
  });

  test('are not forgotten by a run that is asked for one report only', async () => {
    job = aJob(YAML(`${DAILY}  - { name: today, period: today, outputs: [out/today.json] }\n`));
    job.log('app.log', line('09:15'));
    await job.run();
    job.log('app.log', line('09:16'));
    expect(await outcomes({ only: ['today'], now: '2026-11-05T06:00:00Z' })).toEqual([
      'today 2026-11-05 made',
      'daily 2026-11-03 again',
    ]);
  });
});

test('a day of one’s own choice', async () => {
  job = aJob(
    YAML(
      `${DAILY}  - { name: month, period: month-to-date, outputs: [out/month.json] }\n  - { name: last, period: last-24h, outputs: [out/last.json] }\n`,
    ),
  );
  job.log('app.log', line('09:15') + line('09:15').replace('11-03', '11-01') + line('09:15').replace('11-03', '10-31'));
  expect(await outcomes({ day: '2026-11-02T00:00:00Z' })).toEqual([
    'daily 2026-11-01 made',
    'month 2026-11-01 to 2026-11-02 made',
    'last 2026-11-01 23:59 to 2026-11-02 23:59 made',
  ]);
  expect(job.summary('out/2026-11-01.json').totals.events).toBe(1);
});

describe('rules', () => {
  const RULES = `  - name: daily
    period: yesterday
    compare: previous
    outputs: [out/daily.json]
    rules:
      - { name: Error rate, max-error-rate: 20% }
      - { name: Rise, max-rise: 0, level: warn }
      - { name: Greeting, require: 106000, level: warn }
`;

  test('are held to the period, and compare with the one before', async () => {
    job = aJob(YAML(RULES));
    job.log('app.log', line('09:15').repeat(80) + line('09:15', 109004).repeat(20));
    job.log('app.log', line('09:15').replace('11-03', '11-02').repeat(1000) + line('09:15', 106000));
    const [report] = (await job.run()).reports;
    expect(job.said).toContainEqual(expect.stringMatching(/^ {2}warn Rise: \d/));
    expect(report).toMatchObject({ outcome: 'made', verdict: 'warn' });
    const rows = await job.query('SELECT verdict FROM reports');
    expect(rows).toEqual([{ verdict: 'warn' }]);
  });

  test('fail where there is nothing to check', async () => {
    job = aJob(YAML(RULES.replace('    rules:', '    allow-empty: false\n    rules:')));
    job.log('app.log', line('09:15').replace('11-03', '10-01'));
    expect((await job.run()).reports).toMatchObject([{ verdict: 'fail' }]);
  });
});

test('events are grouped by the keys of the job', async () => {
  job = aJob(YAML(DAILY, 'keys: [tenant]\n'));
  const of = (tenant: string) => line('09:15').replace('a b c', `tenant=${tenant}`);
  job.log('app.log', of('north') + of('south') + of('north') + line('09:16'));
  await job.run();
  expect(job.summary('out/2026-11-03.json').groups).toMatchObject({
    by: ['tenant'],
    rows: [
      { values: ['north'], events: 2 },
      { values: ['(none)'], events: 1 },
      { values: ['south'], events: 1 },
    ],
    other: null,
  });
});

test('a report has only what it asks for, and the history has it all', async () => {
  const report = (name: string, more: string) =>
    `  - { name: ${name}, period: yesterday, compare: day-before, outputs: ['out/${name}.json'], ${more} }\n`;
  job = aJob(
    YAML(
      report('hours', "window: 1h, where: ['tenant=north', 'Tenant=west', queue!=q1]") +
        report('minutes', 'window: 5m, where: tenant~n*') +
        report('all', 'window: 1h'),
      'keys: [tenant, queue]\n',
    ),
  );
  const of = (time: string, code: number, values: string) => line(time, code).replace('a b c', values);
  const day = [
    of('09:15', 107000, 'tenant=north queue=q1'),
    of('09:16', 109004, 'tenant=north queue=q2'),
    of('10:17', 109004, 'tenant=north'),
    of('10:18', 107000, 'tenant=west queue=q2'),
    of('11:19', 107002, 'tenant=south queue=q2'),
    of('11:20', 107002, 'queue=q2'),
  ].join('');
  job.log('app.log', day.replaceAll('11-03', '11-02') + day);
  await job.run();
  const { totals, windows, codes, options, groups, sources } = job.summary('out/hours.json');
  expect(options.where).toEqual(['tenant=north', 'Tenant=west', 'queue!=q1']);
  expect(totals).toMatchObject({ events: 3, errors: 2, filtered: 3, first: '2026-11-03T09:16:00.000Z' });
  expect(windows.map(({ start, events }) => [start.slice(11, 16), events])).toEqual([
    ['09:00', 1],
    ['10:00', 2],
  ]);
  expect(codes.map(({ code, count }) => [code, count])).toEqual([
    [109004, 2],
    [107000, 1],
  ]);
  expect(groups!.rows.map(({ values }) => values.join())).toEqual(['north,(none)', 'north,q2', 'west,q2']);
  expect(sources[0]!.events).toBe(3);
  expect(job.summary('out/minutes.json').totals).toMatchObject({ events: 3, errors: 2, filtered: 3 });
  expect(job.summary('out/all.json').totals).toMatchObject({ events: 6, filtered: 0 });
  expect(job.summary('out/all.json').options.where).toBeNull();
});

test('every form is written, whole, with the same totals', async () => {
  const forms = ['html', 'json', 'md', 'csv', 'txt', 'prom', 'ndjson', 'parquet'];
  job = aJob(
    YAML(
      `  - { name: daily, period: yesterday, compare: week-before, outputs: [${forms.map((form) => `out/r.${form}`).join(', ')}] }\n`,
    ),
  );
  job.log('app.log', line('09:15') + line('09:15', 109004));
  await job.run();
  expect(readdirSync(job.path('out')).sort()).toEqual(forms.map((form) => `r.${form}`).sort());
  expect(job.text('out/r.html')).toContain('</html>');
  expect(job.text('out/r.md')).toContain('109004');
});
