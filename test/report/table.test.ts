import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { Summary } from '../../src/model/summary.js';
import { GROUPINGS, type RenderOptions } from '../../src/report/options.js';
import { renderTable as renderTableParts } from '../../src/report/table/index.js';
import { width } from '../../src/text/terminal.js';
import { aDay, aSummary, type Seen } from './a-summary.js';
import { whole } from './whole.js';

const renderTable = whole(renderTableParts);

const DAY = 86_400_000;
const PLAIN: RenderOptions = { width: 80, color: false, by: 'code', top: null };
const WIDTHS = [40, 59, 80, 121, 200];

const allCodes: Seen[] = BUILT_IN.all().map(({ code }, i) => ({
  at: Date.UTC(2026, 10, 1) + i * 600_000,
  code,
  times: 3 + ((i * 7919) % 5000),
}));
const unreadable = [
  { name: 'logs/api.log', bytes: 100, lines: 10, events: 5, error: null },
  {
    name: 'logs/a/very/long/path/to/the/rotated/one.log.gz',
    bytes: 9,
    lines: 1,
    events: 0,
    error: 'unexpected end of gzip data at byte 91822',
  },
];

const SUMMARIES: Record<string, Summary> = {
  'a day': aSummary(aDay(), { timeZone: 'Europe/Berlin', offset: '+01:00', inherited: 12, filtered: 34 }),
  'one event': aSummary([{ at: Date.UTC(2026, 10, 1, 9), code: 107000 }], { window: '1m', windowMs: 60_000 }),
  'untimed only': aSummary([{ at: null, code: 109004, times: 3 }]),
  'nothing at all': aSummary([], { lines: 0 }),
  'lines without codes': aSummary([], { lines: 1234 }),
  'everything filtered': aSummary([], { lines: 1234, filtered: 99 }),
  'every code': aSummary(allCodes, { sources: unreadable }),
  'days far apart': aSummary([...aDay(), ...aDay(Date.UTC(2026, 10, 9))]),
  'calendar days': aSummary([...aDay(), ...aDay(Date.UTC(2026, 10, 9))], { window: '1d', windowMs: DAY }),
  'two months of hours': aSummary(
    Array.from({ length: 60 }, (_, day) => aDay(Date.UTC(2026, 0, 1) + day * DAY)).flat(),
  ),
  seconds: aSummary(aDay(), { window: '1s', windowMs: 1000 }),
  'numbers beyond measure': aSummary(aDay(undefined, 1e9)),
};

describe.each(Object.entries(SUMMARIES))('%s', (_name, summary) => {
  test.each(GROUPINGS)('by %s: no line is wider than the terminal, and none ends in a blank', (by) => {
    for (const columns of WIDTHS) {
      // Colour only adds to the text, as the next test says.
      for (const color of columns === 121 ? [false, true] : [false]) {
        for (const top of [null, 2]) {
          const text = renderTable(summary, { width: columns, color, by, top });
          expect(text.endsWith('\n')).toBe(true);
          const lines = text.split('\n');
          expect(
            lines.filter((line) => width(line) > columns),
            `${columns} columns`,
          ).toEqual([]);
          if (!color) expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
        }
      }
    }
  });

  test('colour only adds to the text', () => {
    const plain = renderTable(summary, PLAIN);
    const coloured = renderTable(summary, { ...PLAIN, color: true });
    expect(plain).not.toContain('\x1b');
    expect(coloured).toContain('\x1b');
    expect(coloured.replace(/\x1b\[[\d;]*m/g, '')).toBe(plain);
  });

  test('says where everything went, and it adds up', () => {
    const text = renderTable(summary, { ...PLAIN, width: 200 });
    const { events: all, unknown, untimed, filtered } = summary.totals;
    if (all > 0 && unknown + untimed + filtered === 0 && summary.sources.every(({ error }) => error === null)) {
      const { matchedLines, lines, sources } = summary.input;
      expect(text).toContain(`\n${grouped(matchedLines)} of ${grouped(lines)} line`);
      expect(text).toMatch(new RegExp(`, ${sources} sources? read whole, all in windows(,.*earlier line)?$`, 'm'));
      expect(text).not.toContain('Where everything went');
      return;
    }
    const lines = /^([\d,]+) lines? +([\d,]+) with codes \+ ([\d,]+) without$/m.exec(text)!;
    expect(numberIn(lines[1])).toBe(summary.input.lines);
    expect(numberIn(lines[2]) + numberIn(lines[3])).toBe(summary.input.lines);
    const events = /^([\d,]+) events? +([\d,]+) in ([\d,]+) windows? \+ ([\d,]+) without a time$/m.exec(text)!;
    expect(numberIn(events[1])).toBe(summary.totals.events);
    expect(numberIn(events[2]) + numberIn(events[4])).toBe(summary.totals.events);
    expect(text).toMatch(new RegExp(`^${grouped(summary.totals.filtered)} filtered`, 'm'));
    expect(text).toMatch(new RegExp(`^${summary.sources.length} sources?`, 'm'));
    for (const { name, error } of summary.sources) if (error !== null) expect(text).toContain(`${name}: ${error}`);
  });

  test('the rows of the first table add up to all events', () => {
    for (const by of GROUPINGS) {
      for (const top of [null, 1, 4]) {
        if (summary.totals.events === 0) continue;
        const [, table] = sections(renderTable(summary, { ...PLAIN, width: 120, by, top }), by);
        const rows = table!.slice(1);
        const counts = rows.map((row) => countOf(row, table![0]!));
        const isTotal = /^ *total /.test(rows.at(-1)!);
        const sum = (isTotal ? counts.slice(0, -1) : counts).reduce((a, b) => a + b, 0);
        expect(sum).toBe(summary.totals.events);
        if (isTotal) expect(counts.at(-1)).toBe(summary.totals.events);
      }
    }
  });

  test('the rows of the windows add up to what is in windows', () => {
    if (summary.windows.length === 0) return;
    const text = renderTable(summary, { ...PLAIN, width: 120 });
    const lines = text.slice(text.indexOf('\nStart ')).split('\n\n')[0]!.trim().split('\n');
    let events = 0;
    let errors = 0;
    for (const line of lines.slice(1)) {
      const row = /^.*\d\d(?::\d\d| \w{3}) +([\d,]+) +([\d,]+) +\S+(?: .*)?$/.exec(line);
      const quiet = /^… .* windows? without errors, .* to .*: ([\d,]+) events?(?:, the first .*)?$/.exec(line);
      if (quiet === null && row === null) expect(line).toContain('without events');
      events += numberIn((quiet ?? row)?.[1]);
      errors += numberIn(quiet === null ? row?.[2] : '0');
    }
    expect(events).toBe(summary.totals.events - summary.totals.untimed);
    expect(errors).toBe(summary.windows.reduce((sum, window) => sum + window.errors, 0));
  });
});

test('errors come first, with name, severity, first and last time, what to do, count, share and their line over time', () => {
  const text = renderTable(SUMMARIES['a day']!, { ...PLAIN, width: 120 });
  expect(text).toMatch(
    /^109004 {2}■ critical {2}PlatformUnavailable +15:00 {2}16:00 {2}platform: retry later +80 +3\.3% {2}·+██·+$/m,
  );
  expect(text).toMatch(
    /^108005 {2}✗ error +InvalidContact +\d\d:\d\d {2}\d\d:\d\d {2}caller: change the request +114 +4\.8% {2}[▁-█·]+$/m,
  );
});

test('the headline says how much, how bad and when, in the report zone', () => {
  const [first, second] = renderTable(SUMMARIES['a day']!, PLAIN).split('\n');
  expect(first).toBe('2,394 events   216 errors   error rate 9.0%');
  expect(second).toBe('2026-11-01 07:00:00 to 23:05:05 (Europe/Berlin), 16 h 5 min');
});

test('--top puts the rest in one row, and no row is spent on one more', () => {
  const summary = SUMMARIES['every code']!;
  expect(renderTable(summary, { ...PLAIN, top: 5 })).toMatch(/other \(82 more\): .*\d/);
  expect(renderTable(summary, { ...PLAIN, top: 87 })).not.toContain('other (');
});

test('two windows without events are rows of zeros, more are one line', () => {
  const text = renderTable(SUMMARIES['calendar days']!, PLAIN);
  expect(text).toMatch(/^2026-11-01 Sun +2,387 +216 +9\.0%/m);
  expect(text).toContain('\n… 7 windows without events, 2026-11-02 Mon to 2026-11-09 Mon\n');
  const few = aSummary([...aDay(), ...aDay(Date.UTC(2026, 10, 4))], { window: '1d', windowMs: DAY });
  expect(renderTable(few, PLAIN)).toMatch(/^2026-11-03 Tue +0 +0 +–$/m);
  expect(text).toMatch(/^events {2}█·······█ {2}at most 2,387$/m);
});

test('a long run of windows without events is one line that says so', () => {
  const text = renderTable(SUMMARIES['days far apart']!, PLAIN);
  expect(text).toContain('… 175 windows without events, 2026-11-01 23:00 to 2026-11-09 06:00');
});

test('where the clock changes, times are told apart by their offset', () => {
  const summary = aSummary(aDay(), { timeZone: 'Europe/Berlin', offset: '+02:00' });
  const [first, ...others] = summary.windows;
  const later = others.map((window) => ({
    ...window,
    start: window.start.replace('+02:00', '+01:00'),
    end: window.end.replace('+02:00', '+01:00'),
  }));
  const text = renderTable({ ...summary, windows: [first!, ...later] }, PLAIN);
  expect(text).toContain('08:00+02:00');
  expect(text).toContain('09:00+01:00');
});

test('without events it says what was read and why there may be none', () => {
  expect(renderTable(SUMMARIES['nothing at all']!, PLAIN)).toContain('The input is empty.');
  const none = renderTable(SUMMARIES['lines without codes']!, PLAIN);
  expect(none).toContain('1,234 lines');
  expect(none).toContain('106000 to 109999');
  expect(renderTable(SUMMARIES['everything filtered']!, PLAIN)).toContain('99 events found, and every one dropped');
});

test('unknown codes and unreadable sources are named', () => {
  const summary = aSummary([...aDay(), { at: null, code: 109998, times: 2 }], { sources: unreadable });
  const text = renderTable(summary, { ...PLAIN, width: 200 });
  expect(text).toContain('with codes that the catalogue does not know: 109998 (2)');
  expect(text).toContain('1 read whole + 1 not');
  expect(text).toContain('one.log.gz: unexpected end of gzip data at byte 91822');
});

test('names cannot steer the terminal or break the layout', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 40, max: 130 }), (hostile, columns) => {
      const name = `\x1b[2J\x9b31m${hostile}\u202e\r\n\t\x07`;
      const summary = aSummary(aDay(), {
        names: { 107000: name, 109004: name },
        sources: [{ name, bytes: 1, lines: 1, events: 1, error: `no such file\n${name}` }],
      });
      for (const by of ['code', 'category'] as const) {
        const text = renderTable(summary, { width: columns, color: false, by, top: null });
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
      }
    }),
    { numRuns: 25 },
  );
});

/** The parts between blank lines; the first table is the one with its title. */
function sections(text: string, by: string): string[][] {
  const titles: Record<string, RegExp> = {
    code: /^Code /,
    category: /^Category/,
    severity: /^Severity/,
    fault: /^Who acts/,
    family: /^Family/,
  };
  const parts = text.split('\n\n').map((part) => part.trimEnd().split('\n'));
  const at = parts.findIndex(([first]) => titles[by]!.test(first!));
  return [parts[0]!, parts[at]!];
}

/** The number that ends where the title `Events` does. */
function countOf(row: string, header: string): number {
  const end = header.indexOf('Events') + 'Events'.length;
  return numberIn(/[\d,]+$/.exec(row.slice(0, end))?.[0]);
}

function numberIn(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replaceAll(',', ''));
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

test('as many groups as are asked for', () => {
  const counts = {
    events: 1,
    errors: 0,
    errorRate: 0,
    severities: { ok: 1, notice: 0, warning: 0, error: 0, critical: 0 },
  };
  const rows = Array.from({ length: 130_000 }, (_, i) => ({ values: [`t${i}`], ...counts, codes: { 107000: 1 } }));
  const groups = { by: ['tenant'], rows, other: null, sampled: false };
  const options = { width: 80, color: false, by: 'code', top: null } as const;
  expect(renderTable({ ...aSummary(aDay()), groups }, options)).toContain('t129999');
});
