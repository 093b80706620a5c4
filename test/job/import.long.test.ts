/** `history import`: partial results of other hosts in the history of a job. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PartialDocument } from '../../src/model/partial.js';
import type { Summary } from '../../src/model/summary.js';
import { callIn } from '../cli/in-process.js';
import type { Ended } from '../cli/program.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-import-'));
  mkdirSync(join(folder, 'logs'));
  writeFileSync(path('job.yaml'), job());
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const call = (...args: string[]): Promise<Ended> => callIn(folder, args);
const imports = (...args: string[]) => call('history', 'import', '--config', 'job.yaml', ...args);
async function partial(name: string, ...args: string[]): Promise<void> {
  const given = (option: string, value: string) => (args.includes(option) ? [] : [option, value]);
  const made = await call(
    ...given('--tz', 'Europe/Berlin'),
    ...given('-w', '1m'),
    '-f',
    'partial',
    '-o',
    name,
    ...args,
  );
  expect(made.stderr.replaceAll(/^.*gone\.log.*$/gm, '').trim()).toBe('');
}

const job = (more = '', inputs = '') => `inputs: [${inputs === '' ? '' : `'${inputs}'`}]
tz: Europe/Berlin
history: h.duckdb
${more}
reports:
  - { name: day, period: yesterday, window: 1h, outputs: ['out/{date}.json'], allow-empty: true }
`;

/** One event every seven minutes, from midnight; some inherit their time, one of three is an error. */
function day(date: string, minutes = 1440): string {
  const lines: string[] = [];
  for (let minute = 0; minute < minutes; minute += 7) {
    const [h, m] = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'));
    lines.push(`${date} ${h}:${m}:11 tenant=t${minute % 3} code=${minute % 3 === 0 ? 109004 : 107000}`);
    if (minute % 5 === 0) lines.push('  and again code=108000', '  nothing');
  }
  return `${lines.join('\n')}\n`;
}

async function report(date: string, config = 'job.yaml'): Promise<Summary> {
  const { status, stderr } = await call('report', '--config', config, '--date', date);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const day = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  return JSON.parse(readFileSync(path(`out/${day}.json`), 'utf8')) as Summary;
}

const query = async (sql: string) => (await call('history', 'query', sql, '--config', 'job.yaml', '-f', 'csv')).stdout;

test('a report of what was imported is that of the logs themselves', async () => {
  writeFileSync(path('callback.log'), day('2026-11-03') + day('2026-11-04'));
  await partial('host1-2026-11-04.part', 'callback.log');
  expect(await imports('host*.part')).toMatchObject({ status: 0, stdout: 'host1: 496 events of 1 log\n', stderr: '' });
  expect((await call('history', 'verify', '--config', 'job.yaml')).stdout).toContain('all is well');
  const got = [await report('2026-11-04'), await report('2026-11-05')];
  writeFileSync(path('own.yaml'), job('', 'callback.log').replace('h.duckdb', 'own.duckdb'));
  const wanted = [await report('2026-11-04', 'own.yaml'), await report('2026-11-05', 'own.yaml')];
  // Not known as well: which log it is, to which day its lines belong, and the second of the first event of a later day.
  const known = ({ input: _, sources, totals: { inherited, ...totals }, ...rest }: Summary) =>
    JSON.parse(JSON.stringify({ ...rest, totals }).replaceAll(':11.000Z', ':00.000Z'));
  expect(got.map(known)).toEqual(wanted.map(known));
  expect(got[0]!.sources).toMatchObject([{ name: 'host1', events: 248 }]);
  const sum = (of: (summary: Summary) => number, all: Summary[]) => all.reduce((n, each) => n + of(each), 0);
  for (const of of [
    ({ input }: Summary) => input.lines,
    ({ input }: Summary) => input.bytes,
    ({ input }: Summary) => input.matchedLines,
    ({ totals }: Summary) => totals.inherited,
  ]) {
    expect(sum(of, got)).toBe(sum(of, wanted));
  }
});

test('what is there already does not count again', async () => {
  writeFileSync(path('callback.log'), day('2026-11-03', 700));
  await partial('host1.part', 'callback.log');
  await imports('host1.part');
  expect(await imports('host1.part')).toMatchObject({ status: 0, stdout: 'host1: was imported already\n' });
  // The log has grown, and is all in the next partial result.
  writeFileSync(path('callback.log'), day('2026-11-03'));
  await partial('host1.part', 'callback.log');
  const refused = await imports('host1.part');
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain(
    'host1.part: expected events of host1 that are not in the history; got 2026-11-02T23:00:11.000Z to 2026-11-03T22:55:11.000Z, and 2026-11-02T23:00:11.000Z to 2026-11-03T10:33:11.000Z was imported',
  );
  await partial('new.part', '--since', '2026-11-03T10:34:00Z', 'callback.log');
  expect(await imports('--as', 'host1', 'new.part')).toMatchObject({
    status: 0,
    stdout: /^host1: \d+ events of 1 log\n$/,
  });
  expect(await query('SELECT sum(n)::INT AS n FROM hour_counts')).toBe('n\r\n248\r\n');
  expect(await query('SELECT lines::INT AS lines, matched::INT AS matched FROM logs')).toBe(
    'lines,matched\r\n290,248\r\n',
  );
});

test('each partial result keeps its own times: those that are there are left out, a day between may come later', async () => {
  for (const date of ['2026-11-03', '2026-11-04', '2026-11-05']) {
    writeFileSync(path('callback.log'), day(date));
    await partial(`host1-${date}.part`, 'callback.log', ...(date.endsWith('4') ? ['gone.log'] : []));
  }
  const imported = (events: number, logs: number) =>
    `host1: ${events} events of ${logs} ${logs === 1 ? 'log' : 'logs'}\n`;
  expect(await imports('host1-2026-11-03.part', 'host1-2026-11-05.part')).toMatchObject({ stdout: imported(496, 2) });
  expect(await imports('host1-*.part')).toMatchObject({ status: 3, stdout: imported(248, 2) });
  expect(await imports('host1-2026-11-04.part')).toMatchObject({ status: 3, stdout: 'host1: was imported already\n' });
  expect(await query('SELECT sum(n)::INT AS n FROM hour_counts')).toBe('n\r\n744\r\n');
  expect(await imports('host1-2026-11-03.part', 'host1-2026-11-03.part')).toMatchObject({ status: 2, stdout: '' });
});

/** Writes a partial result of 270,000 counts, a minute behind the other: two are more than one transaction takes. */
function large(name: string, one: PartialDocument, first: number, each = 1): void {
  const [minutes, codes] = [27_000, [107000, 107001, 107002, 107003, 107004, 108000, 108001, 108002, 108003, 109004]];
  const all = Array.from({ length: minutes }, (_, i) => i);
  const bins = {
    starts: all.map((i) => (i === 0 ? first : 60_000)),
    sizes: all.map(() => codes.length),
    codes: all.flatMap(() => codes),
    counts: all.flatMap(() => codes.map(() => each)),
  };
  const spans = codes.flatMap((code) => [code, first, first + (minutes - 1) * 60_000]);
  const counts = { ...one.counts, bins, spans };
  const parts = [{ ...one.parts[0], digest: name.slice(0, 1).repeat(64), events: minutes * codes.length * each }];
  writeFileSync(path(name), JSON.stringify({ ...one, counts, parts }));
}

async function onePartial(): Promise<PartialDocument> {
  writeFileSync(path('callback.log'), day('2026-11-03', 1));
  await partial('host1.part', 'callback.log');
  return JSON.parse(readFileSync(path('host1.part'), 'utf8')) as PartialDocument;
}

test('minutes stay minutes, however many partial results there are', async () => {
  const one = await onePartial();
  // Together they are more than a merge keeps without longer windows.
  large('a.part', one, Date.UTC(2024, 0, 1));
  large('b.part', one, Date.UTC(2024, 0, 1) + 27_000 * 60_000);
  expect(await imports('--as', 'host1', 'a.part', 'b.part')).toMatchObject({
    stdout: 'host1: 540000 events of 2 logs\n',
  });
  expect(await query('SELECT count(DISTINCT begins)::INT AS n FROM minute_counts')).toBe('n\r\n54000\r\n');
});

test('what counts once more counts as a whole or not at all', async () => {
  const one = await onePartial();
  large('a.part', one, Date.UTC(2024, 0, 1));
  expect(await imports('--as', 'host1', '--allow-same', 'a.part')).toMatchObject({ status: 0 });
  // The second one fails: the history has no room for so many of a code in a minute.
  large('b.part', one, Date.UTC(2024, 0, 1), 2 ** 32 - 1);
  const failed = await imports('--as', 'host1', '--allow-same', 'a.part', 'b.part');
  expect(failed).toMatchObject({ status: 2, stdout: '' });
  expect(failed.stderr).toContain('expected at most 4294967295 events of a code in a minute in all; got more');
  expect(await query('SELECT sum(n)::INT AS n FROM counts')).toBe('n\r\n270000\r\n');
});

test('one log under two names is refused, and what was refused leaves nothing', async () => {
  writeFileSync(path('callback.log'), day('2026-11-03'));
  await partial('host1.part', 'callback.log');
  await partial('host2.part', 'callback.log');
  const refused = await imports('host1.part', 'host2.part');
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain(
    'host2.part: callback.log has the same size and content as callback.log, which was imported as host1',
  );
  expect(await query('SELECT count(*)::INT AS n FROM imports')).toBe('n\r\n0\r\n');
  expect(await imports('--allow-same', 'host1.part', 'host2.part')).toMatchObject({ status: 0 });
  expect(await query('SELECT name, events::INT AS events FROM logs ORDER BY name')).toBe(
    'name,events\r\nhost1,248\r\nhost2,248\r\n',
  );
});

test('parts of a plan are put together, and none may be missing', async () => {
  writeFileSync(path('callback.log'), day('2026-11-03').replaceAll('nothing', 'nothing '.repeat(9000)));
  await call('plan', '--tz', 'Europe/Berlin', '-w', '1m', '--part-size', '1MiB', '-o', 'p.json', 'callback.log');
  const parts = (JSON.parse(readFileSync(path('p.json'), 'utf8')) as { sources: { parts: number[] }[] }).sources[0]!
    .parts;
  expect(parts.length).toBeGreaterThan(2);
  for (const i of parts.keys()) await call('scan', '--plan', 'p.json', '--part', String(i), '-o', `host-${i}.part`);
  const [first, ...others] = parts.map((_, i) => `host-${i}.part`);
  const missing = await imports('--as', 'host', first!, ...others.slice(1));
  expect(missing).toMatchObject({ status: 2, stdout: '' });
  expect(missing.stderr).toContain('callback.log: expected all parts of it;');
  expect(await imports('--as', 'host', ...others.reverse(), first!)).toMatchObject({
    status: 0,
    stdout: 'host: 248 events of 1 log\n',
  });
});

test.each<[name: string, args: string[], message: string]>([
  ['another zone', ['--tz', 'UTC'], '--tz: expected Europe/Berlin, in which'],
  ['picked codes', ['--code', '109004'], '--code: expected none, because a history has all events; got [109004]'],
  ['a severity', ['--severity', 'error+'], '--severity: expected none'],
  ['a condition', ['--where', 'tenant=t1'], '--where: expected none'],
  ['long windows', ['-w', '1d'], '--window: expected 1m, or another part of an hour; got 1d'],
  ['windows across hours', ['-w', '96m'], '--window: expected 1m, or another part of an hour; got 96m'],
  ['counted occurrences', ['--count', 'occurrences'], '--count: expected "lines", as the job reads; got "occurrences"'],
  ['another order of dates', ['--date-order', 'dmy'], '--date-order: expected'],
])('%s is refused', async (_, args, message) => {
  writeFileSync(path('callback.log'), day('2026-11-03'));
  await partial('a.part', ...args, 'callback.log');
  const { status, stderr } = await imports('a.part');
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`a.part: ${message}`) });
});

test('more events than a minute of a history holds are refused', async () => {
  writeFileSync(path('callback.log'), day('2026-11-03', 1));
  await partial('a.part', 'callback.log');
  const a = JSON.parse(readFileSync(path('a.part'), 'utf8'));
  a.counts.bins.counts[0] = 5e9;
  writeFileSync(path('a.part'), JSON.stringify(a));
  const { status, stderr } = await imports('a.part');
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('a.part: counts: expected at most'),
  });
});

test('windows of an hour count in its first minute, and events without a time in no report', async () => {
  writeFileSync(path('callback.log'), `code=109003\n${day('2026-11-03')}`);
  await partial('a.part', '-w', '1h', 'callback.log');
  expect(await imports('a.part')).toMatchObject({ status: 0, stdout: 'a: 249 events of 1 log\n' });
  expect(await query('SELECT count(DISTINCT begins)::INT AS n, sum(n)::INT AS sum FROM minute_counts')).toBe(
    'n,sum\r\n24,248\r\n',
  );
  expect(await report('2026-11-04')).toMatchObject({ totals: { events: 248, untimed: 0, filtered: 1 } });
  expect((await call('history', 'verify', '--config', 'job.yaml')).stdout).toContain('all is well');
});

test('a job that groups events counts them under no value', async () => {
  writeFileSync(path('job.yaml'), job('keys: [tenant]', 'logs/*'));
  writeFileSync(path('logs/own.log'), day('2026-11-03', 300));
  writeFileSync(path('callback.log'), day('2026-11-03'));
  await partial('a.part', '--by', 'tenant', 'callback.log');
  expect(await imports('a.part')).toMatchObject({ status: 0 });
  const { groups, totals } = await report('2026-11-04');
  expect(groups!.rows.map(({ values }) => values)).toContainEqual(['(other)']);
  expect(groups!.rows.reduce((sum, { events }) => sum + events, 0)).toBe(totals.events);
});

test('a source that could not be read whole is a gap of its log', async () => {
  writeFileSync(path('a.log'), day('2026-11-03'));
  await partial('host1.part', 'a.log', 'gone.log');
  const { status, stdout, stderr } = await imports('host1.part');
  expect({ status, stdout }).toEqual({ status: 3, stdout: 'host1: 248 events of 2 logs\n' });
  expect(stderr).toContain('gone.log: ');
  const { sources } = await report('2026-11-04');
  expect(sources).toMatchObject([{ name: 'host1', error: expect.stringContaining('gone.log: ') }]);
});

test('it goes on to age, and counting anew leaves it', async () => {
  writeFileSync(path('job.yaml'), job('', 'logs/*'));
  writeFileSync(path('logs/own.log'), day('2026-11-03', 300));
  writeFileSync(path('callback.log'), day('2026-11-03'));
  await partial('host1.part', 'callback.log');
  await imports('host1.part');
  await report('2026-11-04');
  const before = await query('SELECT log, sum(n)::INT AS n FROM hour_counts GROUP BY log ORDER BY log');
  expect(before).toContain('host1,248');
  await call('report', '--config', 'job.yaml', '--date', '2026-11-04', '--reread');
  expect(await query('SELECT log, sum(n)::INT AS n FROM hour_counts GROUP BY log ORDER BY log')).toBe(before);
  writeFileSync(path('job.yaml'), `${job('', 'logs/*')}retention: { minutes: 1d, hours: 2d, days: forever }\n`);
  expect((await call('history', 'prune', '--config', 'job.yaml')).status).toBe(0);
  expect((await call('history', 'verify', '--config', 'job.yaml')).stdout).toContain('all is well');
});

test.each([
  [['history', 'import', '--config', 'job.yaml'], 'history import: expected at least one FILE; got 0 words'],
  [['history', 'import', '--config', 'job.yaml', '-'], 'history import: expected --as NAME beside -; got none'],
  [['history', 'import', '--history', 'h.duckdb', 'a.part'], 'history import: expected a job file, whose history'],
])('%j is refused', async (args, message) => {
  expect(await call(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});
