import { describe, expect, test } from 'vitest';
import { CATEGORIES, SEVERITIES } from '../../src/model/code.js';
import type { Summary } from '../../src/model/summary.js';
import { renderCsvCodes } from '../../src/report/csv/codes.js';
import { renderCsvGroups } from '../../src/report/csv/groups.js';
import { renderCsvWindows } from '../../src/report/csv/windows.js';
import { aReport, compared, HOSTILE, PLAIN } from './a-report.js';
import { aSummary } from './a-summary.js';
import { read } from './csv-reading.js';
import { whole } from './whole.js';

const windows = whole(renderCsvWindows);
const codes = whole(renderCsvCodes);
const groups = whole(renderCsvGroups);

const AT = Date.parse('2026-11-01T08:15:00Z');
const HOUR = 3_600_000;
const sum = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

/** With what few logs have: events without a time, and filtered ones. */
const ODD = aSummary(
  [
    { at: AT, code: 107000, times: 3 },
    { at: AT + HOUR, code: 109004 },
    { at: null, code: 109004, times: 2 },
    { at: null, code: 107010 },
  ],
  { filtered: 5, offset: '+01:00', timeZone: 'Europe/Berlin' },
);

test.each([
  ['windows', windows],
  ['codes', codes],
  ['groups', groups],
])('the whole report, compared: %s', async (kind, render) => {
  await expect(render(aReport(), compared())).toMatchFileSnapshot(`../data/golden/report-${kind}.csv`);
});

describe('windows', () => {
  test('have all that the document has of them as values', () => {
    const summary = aReport();
    const rows = read(windows(summary));
    expect(rows.filter(({ start_date }) => start_date !== '')).toHaveLength(summary.windows.length);
    summary.windows.forEach((window, i) => {
      const row = rows[i]!;
      for (const limit of ['start', 'end'] as const) {
        const offset = row[`${limit}_utc_offset`]!.replace(/^UTC/, '');
        expect(`${row[`${limit}_date`]}T${row[`${limit}_time`]}.000${offset}`).toBe(window[limit]);
      }
      expect([row.events, row.errors, row.error_rate].map(Number)).toEqual([
        window.events,
        window.errors,
        window.errorRate,
      ]);
      for (const name of SEVERITIES) expect(Number(row[`severity_${name}`])).toBe(window.severities[name]);
      for (const name of CATEGORIES) expect(Number(row[`category_${name}`])).toBe(window.categories[name] ?? 0);
    });
  });

  test('are followed by what has no time, and by what was filtered', () => {
    const rows = read(windows(ODD));
    expect(
      rows.map(({ start_date, start_time, events, errors, filtered, note }) => [
        ...[start_date, start_time, events, errors, filtered, note],
      ]),
    ).toEqual([
      ['2026-11-01', '09:00:00', '3', '0', '', 'partial: from 09:15'],
      ['2026-11-01', '10:00:00', '1', '1', '', 'partial: to 10:15'],
      ['', '', '3', '2', '', 'events without a time'],
      ['', '', '', '', '5', 'events that a limit of time or a filter has dropped'],
    ]);
    expect(rows[2]).toMatchObject({ severity_critical: '2', severity_notice: '1', category_availability: '2' });
    expect(Number(rows[2]!.error_rate)).toBe(2 / 3);
    expect([sum(rows, 'events'), sum(rows, 'errors'), sum(rows, 'filtered')]).toEqual([7, 3, 5]);
  });

  test('say nothing of a rate where the events were picked by a filter', () => {
    const totals = { ...ODD.totals, errorRate: null };
    const picked = { ...ODD, totals, windows: ODD.windows.map((window) => ({ ...window, errorRate: null })) };
    expect(read(windows(picked)).map((row) => row.error_rate)).toEqual(['', '', '', '']);
  });

  test('one that begins and ends within the span is marked for both', () => {
    const [row] = read(windows(aSummary([{ at: AT, code: 107000 }])));
    expect(row!.note).toBe('partial: from 08:15 to 08:15');
  });

  test('are ASCII, and need no byte order mark', () => {
    expect(windows(aReport())).toMatch(/^[\r\n -~]*$/);
  });
});

describe('codes', () => {
  test('have all events, with their first and last time in the zone', () => {
    const rows = read(codes(ODD, PLAIN));
    const [first] = rows;
    expect(rows.map(({ code, events, without_time }) => [code, events, without_time])).toEqual([
      ['107000', '3', '0'],
      ['109004', '3', '2'],
      ['107010', '1', '1'],
      ['', '', ''],
    ]);
    expect(first).toMatchObject({ first_date: '2026-11-01', first_time: '09:15:00', first_utc_offset: 'UTC+01:00' });
    expect(rows[2]).toMatchObject({ first_date: '', first_time: '', first_utc_offset: '', last_time: '' });
    expect(rows[3]).toMatchObject({ filtered: '5', note: 'events that a limit of time or a filter has dropped' });
  });

  test('compared, have those of the earlier summary beside them, and codes that only it had', () => {
    const options = compared();
    const rows = read(codes(aReport(), options));
    expect(sum(rows, 'events')).toBe(aReport().totals.events);
    expect(sum(rows, 'events_before')).toBe(options.comparison!.before.events);
    const vanished = rows.filter(({ events }) => events === '0');
    expect(vanished.map(({ code }) => Number(code))).toEqual(
      options.comparison!.codes.filter(({ presence }) => presence === 'vanished').map(({ code }) => code),
    );
    expect(vanished.length).toBeGreaterThan(0);
  });
});

describe('groups', () => {
  test('add up to all events, those without a row of their own in one', () => {
    const summary = aReport();
    const rows = read(groups(summary));
    expect([sum(rows, 'events'), sum(rows, 'errors')]).toEqual([summary.totals.events, summary.totals.errors]);
    expect(sum(rows, 'groups')).toBe(summary.groups!.rows.length + summary.groups!.other!.groups);
    expect(rows.slice(-2)).toMatchObject([
      { by_tenant: '', by_segment: '', groups: '4', note: 'other groups' },
      { groups: '', filtered: String(summary.totals.filtered) },
    ]);
    expect(rows.map(({ by_tenant }) => by_tenant)).toContain('demo-retail');
  });

  test('where too many were seen to keep all, it is said', () => {
    const summary = aReport();
    const sampled = { ...summary, groups: { ...summary.groups!, sampled: true } };
    expect(read(groups(sampled)).at(-2)!.note).toMatch(/^other groups; there were too many .* the worst/);
  });

  test('that were filtered are said', () => {
    const summary: Summary = { ...aReport(), totals: { ...aReport().totals, filtered: 9 } };
    expect(read(groups(summary)).at(-1)).toMatchObject({ groups: '', events: '', filtered: '9' });
  });
});

test('texts of logs and catalogues are behind a mark by which Excel knows UTF-8, once', () => {
  for (const text of [codes(aReport(), PLAIN), groups(aReport())]) {
    expect(text.match(/\ufeff/g)).toHaveLength(1);
    expect(text).toMatch(/^\ufeff/);
  }
});

test('no field that a spreadsheet would run', () => {
  const named = { ...ODD, codes: ODD.codes.map((code) => ({ ...code, name: HOSTILE })) };
  for (const text of [windows(aReport()), codes(named, PLAIN), groups(aReport())]) {
    for (const record of read(text))
      for (const field of Object.values(record)) expect(field).not.toMatch(/^\s*[=+\-@]/);
  }
  expect(groups(aReport())).toContain("'=<script>");
  expect(codes(named, PLAIN)).toContain("'=<script>");
});
