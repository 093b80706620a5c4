/** Forms of one's own: the events they give, and that nothing they can't read is lost or silent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../../src/catalogue/catalogue.js';
import { compileKernel } from '../../../src/kernel/load.js';
import type { EventBatch, PtkEvent } from '../../../src/model/event.js';
import { EventFilter } from '../../../src/model/filter.js';
import type { LineFormat } from '../../../src/model/line-format.js';
import { MAX_LINE_BYTES } from '../../../src/scan/bound-lines.js';
import { CustomFormatScanner } from '../../../src/scan/custom-format/custom-scanner.js';
import { noteSentences } from '../../../src/scan/custom-format/unread-notes.js';
import { enrich } from '../../../src/scan/enrich.js';
import { Scanner } from '../../../src/scan/scanner.js';
import { zoneOf } from '../../../src/time/zone.js';
import { text as anyText } from '../../kernel/lines/index.js';
import { rulesOf } from '../../rules/rules-of.js';

const RULES = rulesOf({ dateOrder: 'mdy' });
const ALL = new EventFilter({ since: null, until: null, selected: null });
const PIECE = { name: 'a.log', reference: Date.parse('2026-12-31T12:00:00Z'), offset: 0, lines: 0 };
const BERLIN = zoneOf('Europe/Berlin');

const MODULE = compileKernel();
const GROUP_KEYS = ['host', 'code'];

interface Scanned {
  readonly groups: (string | null)[][];
  readonly events: PtkEvent[];
  readonly lines: number;
  readonly matchedLines: number;
  readonly lastTime: number;
  readonly notes: readonly string[];
}

function scan(format: LineFormat, chunks: readonly (string | Buffer)[], year: number | null = null): Scanned {
  const scanner = new CustomFormatScanner({
    module: MODULE,
    format,
    rules: { ...RULES, year },
    timeZone: BERLIN,
    count: 'lines',
    groupKeys: GROUP_KEYS,
  });
  const events: PtkEvent[] = [];
  const groups: (string | null)[][] = [];
  scanner.begin(PIECE, (batch) => {
    events.push(...enrich(batch, BUILT_IN, ALL));
    groups.push(...groupsOf(batch));
  });
  for (const chunk of chunks) scanner.write(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, 'utf8'));
  scanner.end();
  const { lines, matchedLines, lastTime } = scanner;
  return { events, groups, lines, matchedLines, lastTime, notes: noteSentences(scanner.notes, lines, format) };
}

/** The values of the group keys of each event. */
function groupsOf({ count, groups }: EventBatch): (string | null)[][] {
  return Array.from({ length: count }, (_, i) => groups.map(({ ids, values }) => values[ids[i]!]!));
}

const brief = ({ events }: Scanned) => events.map(({ time, code, line, inherited }) => [time, code, line, inherited]);
const pattern = (source: string, timeFormat: string | null = null): LineFormat => ({
  kind: 'pattern',
  pattern: source,
  timeFormat,
});
const json = (codePath: string | null, timePath: string | null, timeFormat: string | null = null): LineFormat => ({
  kind: 'json',
  codePath,
  timePath,
  timeFormat,
});

/** Pieces of a text, cut at the given positions. */
function cut(text: Buffer, positions: readonly number[]): Buffer[] {
  const at = [0, ...positions.map((p) => p % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.subarray(at[i], end));
}

describe('a pattern', () => {
  const FORM = pattern('^#\\d+ \\[(?<time>[^\\]]+)] (?<host>\\S+) <(?<code>\\d+)>', '%d.%m.%y %Hh%Mm%S,%f');
  const LOG = [
    'code=108001 before all',
    '#1 [01.11.26 09h15m00,250] wéb1 <107000> ok',
    'and code=108001, code=108001',
    '#2 [01.11.26 09h16m00,250] web2 <200>',
    '#3 [99.11.26 09h17m00,250] web3 <109004>\r',
    '2026-11-01T09:00:00Z code=107000',
  ].join('\n');

  it('gives events with its groups, and leaves other lines to the ordinary rules', () => {
    const found = scan(FORM, [LOG]);
    expect(brief(found)).toEqual([
      [null, 108001, 1, false],
      ['2026-11-01T08:15:00.250Z', 107000, 2, false],
      ['2026-11-01T08:15:00.250Z', 108001, 3, true],
      ['2026-11-01T08:16:00.250Z', 109004, 5, true],
      ['2026-11-01T09:00:00.000Z', 107000, 6, false],
    ]);
    expect(found.events.map((event) => (event as unknown as { host: string | null }).host)).toEqual([
      null,
      'wéb1',
      null,
      'web3',
      null,
    ]);
    expect(Object.keys(found.events[1]!).slice(-2)).toEqual(['inherited', 'host']);
    // The pattern's own group of that name, else what stands on the line.
    expect(found.groups).toEqual([
      [null, '108001'],
      ['wéb1', null],
      [null, '108001'],
      ['web3', null],
      [null, '107000'],
    ]);
    expect(found).toMatchObject({ lines: 6, matchedLines: 5, lastTime: Date.parse('2026-11-01T09:00:00Z') });
    const bytes = Buffer.from(LOG);
    for (const { offset, line } of found.events) {
      expect(offset).toBe(
        Buffer.byteLength(
          LOG.split('\n')
            .slice(0, line - 1)
            .join('\n'),
        ) + (line > 1 ? 1 : 0),
      );
      expect(offset === 0 || bytes[offset - 1] === 10).toBe(true);
    }
    expect(found.notes).toEqual([
      '1 time does not read as --time-format %d.%m.%y %Hh%Mm%S,%f (the first is on line 5: "99.11.26 09h17m00,250"): they count as lines without a time',
    ]);
  });

  it('gives the same wherever the bytes are cut', () => {
    const whole = scan(FORM, [LOG]);
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 12 }), (positions) => {
        expect(scan(FORM, cut(Buffer.from(LOG), positions))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('reads times of every family without a time format, in the zone and the year that are set', () => {
    const form = pattern('at (?<time>.*?) got (?<code>\\d+)');
    const times = [
      '01/Nov/2026:09:15:00 +0000',
      '1793524500.123',
      '1793524500123456',
      'Nov  1 at noon',
      'Nov  1 10:15',
    ];
    const found = scan(form, [times.map((time) => `at ${time} got 107000\n`).join('')]);
    expect(found.events.map(({ time }) => time)).toEqual([
      '2026-11-01T09:15:00.000Z',
      '2026-11-01T09:15:00.123Z',
      '2026-11-01T09:15:00.123Z',
      '2026-11-01T09:15:00.123Z',
      '2026-11-01T09:15:00.000Z',
    ]);
    const yearless = pattern('(?<time>.*) got (?<code>\\d+)', '%b %d %H:%M');
    expect(scan(yearless, ['Dec 31 23:30 got 107000']).events[0]?.time).toBe('2026-12-31T22:30:00.000Z');
    expect(scan(yearless, ['Jan 02 23:30 got 107000']).events[0]?.time).toBe('2026-01-02T22:30:00.000Z');
    expect(scan(yearless, ['Jan 02 23:30 got 107000'], 2001).events[0]?.time).toBe('2001-01-02T22:30:00.000Z');
  });

  it('that fits nothing says so, and everything is as the kernel reads it', () => {
    const options = { rules: RULES, timeZone: BERLIN, count: 'lines', groupKeys: GROUP_KEYS } as const;
    const kernel = new Scanner({ module: MODULE, ...options });
    fc.assert(
      fc.property(anyText(30), fc.array(fc.nat(4000), { maxLength: 6 }), (latin1, positions) => {
        const bytes = Buffer.from(latin1, 'latin1');
        const events: PtkEvent[] = [];
        const groups: (string | null)[][] = [];
        kernel.begin(PIECE, (batch) => {
          events.push(...enrich(batch, BUILT_IN, ALL));
          groups.push(...groupsOf(batch));
        });
        kernel.write(bytes);
        kernel.end();
        const own = scan(pattern('^(?<none>never, ever)$'), cut(bytes, positions));
        expect(own.events).toEqual(events.map((event) => ({ ...event, none: null })));
        expect(own.groups).toEqual(groups);
        expect(own).toMatchObject({
          lines: kernel.lines,
          matchedLines: kernel.matchedLines,
          lastTime: kernel.lastTime,
        });
        expect(own.notes).toEqual([`--pattern fits no line; all ${own.lines} were read by the ordinary rules`]);
      }),
      { numRuns: 40 },
    );
  });

  it('sees the first MiB of a line without end, and counts on behind it', () => {
    const form = pattern('(?<code>\\d{6})');
    const piece = 'x'.repeat(1000);
    const chunks = [
      '107000 ',
      ...new Array(3000).fill(piece),
      ' 108001\n109004\n',
      '107000 '.padEnd(MAX_LINE_BYTES, 'y'),
      '\n',
      ...new Array(2000).fill(piece),
    ];
    const found = scan(form, chunks);
    expect(brief(found)).toEqual([
      [null, 107000, 1, false],
      [null, 109004, 2, false],
      [null, 107000, 3, false],
    ]);
    expect(found.events.map(({ offset }) => offset)).toEqual([0, 3_000_015, 3_000_022]);
    expect(found.lines).toBe(4);
    expect(found.notes).toEqual([
      '3 lines are longer than 16,384 characters (the first is line 1): --pattern read only the beginning',
      '2 lines are longer than 1 MiB (the first is line 1): only the first 1 MiB was read',
    ]);
  });

  it('does not see a byte order mark at the beginning of a line', () => {
    const found = scan(pattern('^(?<code>\\d+)$'), ['\ufeff107000\n\ufeff\n\ufeff108001\r\n\u00e9 109004']);
    expect(brief(found)).toEqual([
      [null, 107000, 1, false],
      [null, 108001, 3, false],
      [null, 109004, 4, false],
    ]);
    expect(scan(json('c', null), ['\ufeff{"c":107000}\n']).notes).toEqual([]);
  });

  it('reads a file that declares UTC as UTC', () => {
    const log = '#Software: Microsoft Internet Information Services 10.0\n2026-11-01 09:15:00 x 107000\n';
    const found = scan(pattern('^(?<time>\\S+ \\S+) x (?<code>\\d+)'), [log]);
    expect(found.events[0]?.time).toBe('2026-11-01T09:15:00.000Z');
  });
});

it('the values of a key, numbered once, keep their numbers while their array is the same', () => {
  const groupKeys = ['k', 'code'];
  const options = { module: MODULE, rules: RULES, timeZone: BERLIN, count: 'lines', groupKeys } as const;
  const scanner = new CustomFormatScanner({ ...options, format: pattern('^(?<k>\\S*) (?<code>\\d+)') });
  const seen = new Map<readonly (string | null)[], (string | null)[]>();
  const found: (string | null)[] = [];
  scanner.begin(PIECE, (batch) => {
    for (const { values } of batch.groups) {
      const before = seen.get(values) ?? [];
      expect(values.slice(0, before.length)).toEqual(before);
      seen.set(values, [...values]);
    }
    found.push(...groupsOf(batch).map(([value]) => value!));
  });
  const keys = Array.from({ length: 60_000 }, (_, i) => `key-${(i * 7919) % 50_000}`);
  for (let at = 0; at < keys.length; at += 1000) {
    scanner.write(
      Buffer.from(
        keys
          .slice(at, at + 1000)
          .map((key) => `${key} 107000\n`)
          .join(''),
      ),
    );
  }
  scanner.end();
  expect(found).toEqual(keys);
  // Memory has a bound: now and then they are numbered anew.
  expect(Math.max(...[...seen.values()].map(({ length }) => length))).toBeLessThan(25_000);
  expect(seen.size).toBeLessThan(10);
});

describe('JSON paths', () => {
  const LOG = [
    '{"meta":{"at":1793524500123456},"r":{"errors":[{"code":107000},{"code":"PTK-108001"},{"code":107000},{"code":7}]}}',
    'not JSON, code=109004',
    '',
    '{"r":{"errors":[]},"note":"code=107000"}',
    '1,2',
    '{"meta":{"at":"soon"},"r":{"errors":[{"code":109004.5},{"code":null},{"code":106000}]}}\r',
    '{"meta":{"at":"01/Nov/2026:10:00:00 +0000"},"r":{"errors":[{"code":107000}]}',
    '],[',
    '{"meta":{"at":"01/Nov/2026:11:00:00 +0000"},"r":{"errors":[{"code":107000}]}}',
  ].join('\n');
  const FORM = json('r.errors[].code', 'meta.at');

  it('give codes and times from where they are, and name the rows that are no JSON', () => {
    const found = scan(FORM, [LOG]);
    expect(brief(found)).toEqual([
      ['2026-11-01T09:15:00.123Z', 107000, 1, false],
      ['2026-11-01T09:15:00.123Z', 108001, 1, false],
      ['2026-11-01T09:15:00.123Z', 109004, 2, true],
      ['2026-11-01T09:15:00.123Z', 107000, 4, true],
      ['2026-11-01T09:15:00.123Z', 106000, 6, true],
      ['2026-11-01T10:00:00.000Z', 107000, 7, false],
      ['2026-11-01T11:00:00.000Z', 107000, 9, false],
    ]);
    expect(found).toMatchObject({ lines: 9, matchedLines: 6 });
    expect(found.notes).toEqual([
      '4 lines are no JSON (the first is line 2): read by the ordinary rules',
      '1 time does not read as a timestamp (the first is on line 6: "soon"): they count as lines without a time',
    ]);
  });

  it('give the same wherever the bytes are cut', () => {
    const whole = scan(FORM, [LOG]);
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 12 }), (positions) => {
        expect(scan(FORM, cut(Buffer.from(LOG), positions))).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('lose no row, whatever the rows are', () => {
    const row = fc.oneof(
      fc.json().map((value) => value.replaceAll('\n', ' ')),
      fc.constantFrom(
        '',
        '{',
        '}',
        ']',
        '],[',
        '1',
        '1,2',
        '[',
        '[]',
        '"',
        '\\',
        '{"a":1}x',
        'null',
        '-1]',
        '[-1]',
        '\r',
      ),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const log = rows.map((each, i) => `${each}\n{"n":${i},"c":107000}\n`).join('');
        const { events, lines } = scan(json('c', null), [log]);
        const found = new Set(events.map(({ line }) => line));
        expect(lines).toBe(rows.length * 2);
        expect(rows.every((_, i) => found.has(i * 2 + 2))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('that are nowhere are said to be', () => {
    const found = scan(json('no.code', 'no.time'), ['{"time":"2026-11-01T09:15:00Z","code":107000}\n']);
    expect(brief(found)).toEqual([['2026-11-01T09:15:00.000Z', 107000, 1, false]]);
    expect(found.notes).toEqual(['--json-code no.code is on no line', '--json-time no.time is on no line']);
  });

  it('read a time as --time-format says', () => {
    const found = scan(json('c', 't', '%Y.%j %H'), ['{"t":"2026.305 10","c":107000}']);
    expect(found.events[0]?.time).toBe('2026-11-01T09:00:00.000Z');
  });
});
