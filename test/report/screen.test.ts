/** What a screen shows of the table: its last rows. */
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { isError } from '../../src/model/code.js';
import type { Finding } from '../../src/model/finding.js';
import type { RenderOptions } from '../../src/report/options.js';
import { tableRenderer } from '../../src/report/table/index.js';
import { plainMarks } from '../../src/text/plain-marks.js';
import { PLAIN } from './a-report.js';
import { aSummary, type Seen } from './a-summary.js';
import { withGroups } from './summaries.js';
import { whole } from './whole.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);
const table = whole(await tableRenderer({ cross: [0, 'code'] }));
const EPISODE: Finding = {
  ...{ kind: 'episode', severity: 'critical', since: '2026-11-01T14:00:00.000Z', until: null, events: 10, errors: 9 },
  ...{ rate: 0.9, rateBefore: 0.1, codes: [109004], groups: [], fault: 'platform', retry: 'later', pValue: 0 },
  text: 'since 14:00: 73.0% errors (6.3% before), 109004 PlatformUnavailable, platform: retry later',
};
const everyCode = BUILT_IN.all().map(
  ({ code }, i): Seen => ({ at: START + i * 10 * MINUTE, code, times: 3 + (i % 50) }),
);
const tenants = Array.from({ length: 60 }, (_, i) => [`tenant-${i}`]);
const FULL = { ...withGroups(aSummary(everyCode), ['tenant'], tenants), findings: [EPISODE] };

describe.each([
  [80, 24],
  [120, 40],
  [200, 60],
])('%i columns, %i rows', (width, height) => {
  const on = { ...PLAIN, width, height };

  test.each<[string, Partial<RenderOptions>]>([
    ['groups', {}],
    ['two groupings', { cross: [0, 'code'] }],
  ])('%s, errors and the conclusion fit together', (_name, options) => {
    const lines = table(FULL, { ...on, ...options })
      .trimEnd()
      .split('\n');
    const screen = lines.slice(2 - height);
    expect(screen.some((line) => line.includes('tenant-0 '))).toBe(true);
    const errors = FULL.codes.filter(({ severity }) => isError(severity));
    expect(screen.some((line) => line.startsWith(String(errors[0]!.code)))).toBe(true);
    expect(screen.join(' ').replace(/\s+/g, ' ')).toContain(EPISODE.text);
    const first = lines.length - screen.length;
    expect(lines.findIndex((line) => /^(tenant|Events by tenant) /.test(line))).toBeGreaterThanOrEqual(first);
  });

  test('what does not fit is added up', () => {
    const lines = table(FULL, on).split('\n');
    const at = lines.findIndex((line) => line.startsWith('Code '));
    const rows = lines.slice(
      at + 1,
      lines.findIndex((line) => line.trimStart().startsWith('total ')),
    );
    const end = lines[at]!.indexOf('Events') + 'Events'.length;
    const counts = rows.map((row) => Number(/[\d,]+$/.exec(row.slice(0, end))![0].replaceAll(',', '')));
    expect(counts.reduce((a, b) => a + b)).toBe(FULL.totals.events);
    const isWell = rows.findIndex((row) => /^\d+ .*[✓·!] /.test(row));
    expect(rows.slice(0, isWell).every((row) => /^\d+ .*[✗■] |other errors \(/.test(row))).toBe(true);
    expect(rows.slice(isWell).some((row) => /^\d+ .*[✗■] /.test(row))).toBe(false);
  });
});

test('nothing is left out where nothing scrolls away', () => {
  const text = table(FULL, PLAIN);
  for (const { code } of FULL.codes) expect(text).toMatch(new RegExp(`^${code} `, 'm'));
  for (const [tenant] of tenants) expect(text).toContain(`\n${tenant} `);
});

describe('windows', () => {
  const quiet = (hour: number): Seen => ({ at: START + hour * 60 * MINUTE, code: 107000, times: 5 });
  const bad = (hour: number): Seen => ({ at: START + hour * 60 * MINUTE + 1, code: 109004 });
  const hours = (seen: readonly Seen[], findings: readonly Finding[] = [], more: Partial<RenderOptions> = {}) => {
    const lines = table({ ...aSummary(seen), findings: [...findings] }, { ...PLAIN, ...more }).split('\n');
    return lines.slice(
      lines.findIndex((line) => line.startsWith('Start')) + 1,
      lines.findIndex((line) => line.startsWith('Code')) - 1,
    );
  };

  test('with errors, where a finding begins, and the latest are shown; the quiet ones are one line', () => {
    const seen = [...Array.from({ length: 20 }, (_, hour) => quiet(hour)), bad(5)];
    const begins = { ...EPISODE, since: '2026-11-01T10:00:00.000Z' };
    expect(hours(seen, [begins]).map((line) => line.replace(/ +[█░].*/, ''))).toEqual([
      '… 5 windows without errors, 2026-11-01 00:00 to 2026-11-01 05:00: 25 events',
      expect.stringMatching(/^2026-11-01 05:00 +6 +1 /),
      '… 4 windows without errors, 2026-11-01 06:00 to 2026-11-01 10:00: 20 events',
      expect.stringMatching(/^2026-11-01 10:00 +5 +0 /),
      '… 8 windows without errors, 2026-11-01 11:00 to 2026-11-01 19:00: 40 events',
      expect.stringMatching(/^2026-11-01 19:00 +5 +0 /),
    ]);
  });

  test('without any error all are shown', () => {
    expect(hours(Array.from({ length: 20 }, (_, hour) => quiet(hour)))).toHaveLength(20);
  });

  test('the first and the last say from and to when they are covered', () => {
    const seen: Seen[] = [
      { at: START + 20 * MINUTE, code: 109004 },
      { at: START + 70 * MINUTE, code: 109004 },
      { at: START + 150 * MINUTE, code: 109004 },
    ];
    const [first, second, third] = hours(seen);
    expect(first).toMatch(/ {2}from 00:20$/);
    expect(second).not.toMatch(/from|to/);
    expect(third).toMatch(/ {2}to 02:30$/);
    expect(hours(seen, [], { width: 40 }).join(' ')).toContain(
      'the first window is from 00:20 on, the last one is to 02:30 only',
    );
  });

  test('the limits that were asked for count where they are in the window, and little is nothing', () => {
    const seen: Seen[] = [
      { at: START + 20 * MINUTE, code: 109004 },
      { at: START + 118 * MINUTE, code: 109004 },
    ];
    const summary = aSummary(seen);
    const options = { ...summary.options, since: '2026-11-01T00:15:00.000Z' };
    const text = table({ ...summary, options }, PLAIN);
    expect(text).toMatch(/ from 00:15$/m);
    expect(text).not.toMatch(/ to 01:58$/m);
  });
});

test('in ASCII every mark is one character for one', () => {
  const text = table(FULL, { ...PLAIN, color: true, height: 24 });
  const plain = plainMarks(text);
  expect(text).toMatch(/[^\n\x1b -~]/);
  expect(plain).not.toMatch(/[^\n\x1b -~]/);
  expect([...plain].length).toBe([...text].length);
});

describe('filters', () => {
  const filtered = (where: readonly string[]) => ({ ...FULL, options: { ...FULL.options, where: [...where] } });
  const told = (text: string) => text.match(/Only lines with/g)?.length;

  test('are told again above the conclusion where the headline has left the screen', () => {
    const on = { ...PLAIN, width: 80, height: 24 };
    const lines = table(filtered(['tenant=acme']), on)
      .trimEnd()
      .split('\n');
    expect(lines.slice(2 - on.height).join('\n')).toMatch(/\n\nOnly lines with tenant=acme\n. since 14:00: /);
    expect(lines.slice(-on.height).some((line) => /^tenant /.test(line))).toBe(true);
    expect(told(lines.join('\n'))).toBe(2);
  });

  test('once where all is on the screen, or nothing scrolls away', () => {
    const short = { ...aSummary([{ at: START, code: 109004, times: 9 }]), findings: [EPISODE] };
    const all = { ...short, options: { ...short.options, where: ['tenant=acme'] } };
    const rows = table(all, { ...PLAIN, width: 80, height: 60 }).split('\n').length;
    // One row is the next prompt's.
    expect(told(table(all, { ...PLAIN, width: 80, height: rows }))).toBe(1);
    expect(told(table(all, { ...PLAIN, width: 80, height: rows - 1 }))).toBe(2);
    expect(told(table(filtered(['tenant=acme']), PLAIN))).toBe(1);
  });

  test('many of them do not push the conclusion off', () => {
    const many = filtered(Array.from({ length: 200 }, (_, i) => `tenant!=t${i}`));
    const lines = table(many, { ...PLAIN, width: 80, height: 24 }).split('\n');
    expect(lines.findLastIndex((line) => line.startsWith('Only lines'))).toBeGreaterThan(lines.length - 24);
  });
});
