/** Forms of one's own by blocks, held to what they mean: line by line, every time looked for, by the slow reference. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../../src/catalogue/catalogue.js';
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../../../src/kernel/exports.js';
import { compileKernel } from '../../../src/kernel/load.js';
import type { PtkEvent } from '../../../src/model/event.js';
import { EventFilter } from '../../../src/model/filter.js';
import type { LineFormat } from '../../../src/model/line-format.js';
import { HeaderSearch } from '../../../src/reference/header.js';
import { readLine } from '../../../src/reference/line.js';
import { FAMILIES } from '../../../src/reference/timestamps/families.js';
import { MAX_LINE_BYTES } from '../../../src/scan/bound-lines.js';
import { BlockTimes } from '../../../src/scan/custom-format/block-times.js';
import { compileFormat } from '../../../src/scan/custom-format/custom-format.js';
import { CustomFormatScanner } from '../../../src/scan/custom-format/custom-scanner.js';
import { MAX_PATTERN_TEXT } from '../../../src/scan/custom-format/pattern.js';
import { customTimeReader } from '../../../src/scan/custom-format/time-reader.js';
import {
  noNotes,
  noteFit,
  noteLine,
  noteSentences,
  sourceNotes,
} from '../../../src/scan/custom-format/unread-notes.js';
import { enrich } from '../../../src/scan/enrich.js';
import { packedZone, TimeResolver } from '../../../src/scan/times.js';
import { zoneOf } from '../../../src/time/zone.js';
import { text as anyText } from '../../kernel/lines/index.js';
import { rulesOf } from '../../rules/rules-of.js';

const MODULE = compileKernel();
const RULES = rulesOf({ dateOrder: 'mdy' });
const REFERENCE = Date.parse('2026-12-31T12:00:00Z');
const BERLIN = zoneOf('Europe/Berlin');
const ALL = new EventFilter({ since: null, until: null, selected: null });

interface Found {
  readonly events: PtkEvent[];
  readonly lines: number;
  readonly matchedLines: number;
  readonly lastTime: number;
  readonly notes: readonly string[];
}

type Count = 'lines' | 'occurrences';

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The line that starts at `offset` without a CR that belongs to its line end: one before an LF. */
function withoutCr(line: string, offset: number, text: string): string {
  const end = offset + line.length;
  return text.slice(end - 1, end + 1) === '\r\n' ? line.slice(0, -1) : line;
}

/** `text` has one character a byte. */
function plainly(format: LineFormat, text: string, count: Count): Found {
  const form = compileFormat(format, RULES);
  const times = new TimeResolver(BERLIN, REFERENCE);
  const notes = noNotes();
  const found = { events: [] as PtkEvent[], lines: 0, matchedLines: 0, lastTime: Number.NaN };
  const search = new HeaderSearch(RULES, (line) => readLine(Buffer.from(line, 'latin1'), RULES).timestamp !== null);
  let offset = 0;
  for (const line of linesOf(text)) {
    found.lines += 1;
    const bytes = withoutCr(line, offset, text);
    const ordinary = readLine(Buffer.from(bytes, 'latin1'), RULES, search.header);
    if (!search.isDone) search.add(bytes.replace(/^\xef\xbb\xbf/, ''));
    const read = Buffer.from(bytes, 'latin1')
      .toString('utf8')
      .replace(/^\ufeff/, '');
    const row = form.fromRow === null ? undefined : parsed(read);
    const own = form.fromText !== null ? form.fromText(read) : row === undefined ? null : form.fromRow!(row);
    if (form.pattern !== null && read.length > MAX_PATTERN_TEXT) noteLine(notes.shortened, found.lines);
    if (own !== null) noteFit(notes, own);
    else if (form.fromRow !== null && bytes.trim() !== '') noteLine(notes.notJson, found.lines);
    const value = own?.time ?? null;
    const time = value === null ? ordinary.timestamp : form.readTime(value);
    if (value !== null && time === null) {
      if (notes.badTimes.count === 0) notes.badTimes.text = String(value);
      noteLine(notes.badTimes, found.lines);
    }
    if (time !== null) found.lastTime = times.instant(time.local, packedZone(time));
    const accepted = ordinary.candidates.filter((candidate) => candidate.accepted);
    const codes = own?.codes ?? accepted.map((candidate) => candidate.code);
    if (codes.length > 0) found.matchedLines += 1;
    const fields = own?.fields ?? form.fields;
    for (const code of count === 'lines' ? new Set(codes) : codes) {
      found.events.push(eventOf(code, found.lastTime, time === null, found.lines, offset, fields));
    }
    offset += line.length + 1;
  }
  return { ...found, notes: noteSentences(notes, found.lines, format) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function eventOf(
  code: number,
  time: number,
  inherited: boolean,
  line: number,
  offset: number,
  fields: Readonly<Record<string, string | null>> | null,
): PtkEvent {
  const batch = {
    ...{ source: 'a.log', count: 1, groups: [] },
    codes: Int32Array.of(code),
    times: Float64Array.of(time),
    inherited: Uint8Array.of(inherited ? 1 : 0),
    lines: Float64Array.of(line),
    offsets: Float64Array.of(offset),
    ...(fields === null ? {} : { fields: [fields] }),
  };
  return enrich(batch, BUILT_IN, ALL)[0]!;
}

function scanner(format: LineFormat, count: Count = 'lines'): CustomFormatScanner {
  return new CustomFormatScanner({ module: MODULE, format, rules: RULES, timeZone: BERLIN, count });
}

/** One source, in chunks. */
function byBlocks(line: CustomFormatScanner, format: LineFormat, chunks: readonly Buffer[]): Found {
  const events: PtkEvent[] = [];
  line.begin({ name: 'a.log', reference: REFERENCE, offset: 0, lines: 0 }, (batch) => {
    events.push(...enrich(batch, BUILT_IN, ALL));
  });
  for (const chunk of chunks) line.write(chunk);
  line.end();
  const { lines, matchedLines, lastTime, notes } = line;
  return { events, lines, matchedLines, lastTime, notes: noteSentences(notes, lines, format) };
}

function cut(text: Buffer, positions: readonly number[]): Buffer[] {
  const at = [0, ...positions.map((p) => p % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.subarray(at[i], end));
}

const STAMPS = FAMILIES.flatMap(({ examples }) => examples.map(({ text }) => Buffer.from(text).toString('latin1')));
const stamp = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...STAMPS) },
  fc.constantFrom(
    ...['2026-11-01 09:15:00', '2026-11-01T09:15:00.250Z', '2026-11-02 10:00:00,5', '1793524500', 'Nov  1 09:15:00'],
    ...['11/01/2026 09:15:00', '25/12/2026 09:15:00', 'soon', '', '2026-13-01 09:15:00', '99', ' 2026-11-01 09:15:00 '],
    ...['at 2026-11-01 09:15:00', '1793524500 2026-11-01 09:15:00', '1793524500123', '1793524500.5 x', '\\', '"x"'],
    ...['1971-02-03T04:05:06.007Z', '2026-11-01 09:15:00 \xc3\xa9', '{"t":1793524500}', '/Date(1793524500000)/'],
  ),
);
const code = fc.constantFrom('107000', '108001', 'PTK-109999', '7', 'x', ' 109004 ', '106999', '');
const tail = fc.constantFrom(
  '',
  ' w\xc3\xa9b code=108001',
  ' 2026-11-03 11:00:00',
  ' \xff code=107000 code=107000',
  '\r',
);
const other = fc.oneof(
  { weight: 2, arbitrary: anyText(3) },
  fc.constantFrom('', '    at x.y(Z.java:12)', 'code=107000', '2026-11-04 12:00:00 code=108001', 'no code', '\r', '{}'),
);
const patternLine = fc.tuple(stamp, code, tail).map(([t, c, end]) => `#${t}|${c}|${end}`);
const jsonScalar = fc.oneof(
  fc.tuple(stamp, fc.boolean()).map(([t, isText]) => (isText || !/^\d+(\.\d+)?$/.test(t) ? JSON.stringify(t) : t)),
  fc.constantFrom('null', '1e3', '1793524500123456', '-5', 'true', '[1]', '1e999', '1793524500.25'),
);
const jsonLine = fc
  .tuple(
    jsonScalar,
    fc.array(
      fc.oneof(
        code.map((c) => JSON.stringify(c)),
        fc.constantFrom('107000', '107000.0', '5'),
      ),
    ),
  )
  .map(([t, codes]) => `{"at":${t},"e":[${codes.map((c) => `{"c":${c}}`).join()}],"code":107000,"w":"\xc3\xa9"}`);
/** Short ones as often as long ones: what only the end of a text shows is one line in 25 there. */
const logOf = (line: fc.Arbitrary<string>) => {
  const some = fc.oneof({ weight: 3, arbitrary: line }, other);
  return fc.oneof(fc.array(some, { maxLength: 25 }), fc.array(some, { maxLength: 3 })).map((lines) => lines.join('\n'));
};

const pattern = (text: string, timeFormat: string | null = null): LineFormat => ({
  kind: 'pattern',
  pattern: text,
  timeFormat,
});
const json = (codePath: string | null, timePath: string | null): LineFormat => ({
  kind: 'json',
  codePath,
  timePath,
  timeFormat: null,
});
const FORMS: readonly (readonly [LineFormat, fc.Arbitrary<string>])[] = [
  [pattern('^#(?<time>[^|]*)\\|(?<code>[^|]*)\\|'), patternLine],
  [pattern('^#(?<time>[^|]*)\\|(?:(?<code>10[^|]*)\\|)?(?<rest>.*)'), patternLine],
  [pattern('\\|(?<code>\\d{6})'), patternLine],
  // Not for the linear engine.
  [pattern('^#(?=2)(?<time>[^|]*)\\|(?<code>[^|]*)(?:\\||$)'), patternLine],
  [pattern('(?<code>\\d{6})'), patternLine],
  [pattern('^#(?<time>[^|]+)', '%Y-%m-%d %H:%M:%S'), patternLine],
  [pattern('^#(?:(?<time>2026[^|]*)|[^|]*)\\|.*(?<w>w.b)?'), patternLine],
  [json('e[].c', 'at'), jsonLine],
  [json('e[0].c', null), jsonLine],
  [json(null, 'at'), jsonLine],
];

describe.each(FORMS)('%j', (format, line) => {
  it.each(['lines', 'occurrences'] as const)('by blocks is what it is by lines, counting %s', (count) => {
    // One scanner for all: nothing of an earlier source may show.
    const own = scanner(format, count);
    fc.assert(
      fc.property(logOf(line), fc.array(fc.nat(3000), { maxLength: 6 }), (text, positions) => {
        const chunks = cut(Buffer.from(text, 'latin1'), positions);
        expect(byBlocks(own, format, chunks)).toEqual(plainly(format, text, count));
      }),
      { numRuns: 40 },
    );
  });

  it('says the same of pieces as of the whole', () => {
    const own = scanner(format);
    fc.assert(
      fc.property(fc.array(logOf(line), { minLength: 1, maxLength: 4 }), (parts) => {
        const pieces = parts.map((part) => Buffer.from(part === '' ? '' : `${part}\n`, 'latin1'));
        const whole = byBlocks(own, format, pieces);
        const results = pieces.map((bytes) => {
          byBlocks(own, format, [bytes]);
          return { name: 'a.log', lines: own.lines, notes: own.notes };
        });
        const sentences = sourceNotes(format, results);
        expect(sentences).toEqual(whole.notes.map((sentence) => `a.log: ${sentence}`));
      }),
      { numRuns: 20 },
    );
  });
});

it('times across blocks are those of lines, however far away', () => {
  const format = pattern('^#(?<time>[^|]*)\\|(?<code>\\d+)?');
  const filler = `${'x'.repeat(99)}\n`.repeat(2000);
  const text = [
    '2026-11-01 09:00:00 first\n',
    filler,
    'code=107000\n',
    '#2026-11-01 10:00:00|\n',
    filler,
    '#never|108001\n',
    '2026-11-01 11:00:00 ordinary\n',
    `#nor|\n${filler}#ever|\n`,
    filler,
    'code=109004',
  ].join('');
  const found = byBlocks(scanner(format), format, [Buffer.from(text)]);
  expect(found).toEqual(plainly(format, text, 'lines'));
  expect(found.events.map(({ time }) => time)).toEqual([
    '2026-11-01T08:00:00.000Z',
    '2026-11-01T09:00:00.000Z',
    '2026-11-01T10:00:00.000Z',
  ]);
});

it.each([-2, -1, 0, 1, 2])('lines of the greatest length and %d bytes', (more) => {
  const format = pattern('^(?<time>\\S+) (?<code>\\d+) ');
  const begin = '2026-11-01T09:15:00Z 107000 ';
  const long = begin.padEnd(MAX_LINE_BYTES + more, '-');
  const text = [long, 'code=108001', `${long.slice(0, -1)}\r`, '2026-11-01T09:16:00Z 109004 ', long].join('\n');
  for (const size of [1000, 65_536, MAX_LINE_BYTES, text.length]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      Buffer.from(text.slice(i * size, (i + 1) * size)),
    );
    const found = byBlocks(scanner(format), format, chunks);
    const { notes, ...expected } = plainly(format, text, 'lines');
    expect(found).toMatchObject(expected);
    expect(found.notes).toEqual(
      more > 0
        ? [...notes, '3 lines are longer than 1 MiB (the first is line 1): only the first 1 MiB was read']
        : notes,
    );
  }
});

/** The offset in minutes, or none, and whether there is no year. */
function zoneIn(packed: number): readonly [number | null, boolean] {
  return [packed & NO_ZONE ? null : (packed & 0xffff) - ZONE_BIAS, (packed & YEARLESS) !== 0];
}

it('values are times as the reference says', () => {
  const rules = [RULES, { ...RULES, dateOrder: 'dmy', year: 2020 } as const];
  const readers = rules.map((each) => [customTimeReader(null, each), new BlockTimes(MODULE, null, each)] as const);
  const value = fc.oneof(
    { weight: 6, arbitrary: stamp },
    { weight: 2, arbitrary: fc.tuple(stamp, stamp).map(([a, b]) => `${a} ${b}`) },
    { weight: 1, arbitrary: fc.double() },
    { weight: 1, arbitrary: fc.string({ maxLength: 600 }) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 900_000_000, max: 4_200_000_000 })
        .chain((s) => fc.constantFrom(s, s * 1000 + 7, s + 0.5)),
    },
    { weight: 1, arbitrary: fc.tuple(fc.nat(400), stamp).map(([n, t]) => `${' x'.repeat(n)} ${t}`) },
  );
  fc.assert(
    fc.property(value, (each) => {
      for (const [read, times] of readers) {
        const written = read(each);
        expect(times.read(each)).toBe(written !== null);
        if (written !== null)
          expect([times.local, zoneIn(times.zone)]).toEqual([written.local, zoneIn(packedZone(written))]);
      }
    }),
    { numRuns: 2000 },
  );
});
