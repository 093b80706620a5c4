/**
 * The books balance: every line read is one with codes or without, every event is in a window, untimed or filtered,
 * every source was read to its end or says why not. In the summary, and in what each form shows of it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODES } from '../src/catalogue/codes.js';
import type { PtkEvent } from '../src/model/event.js';
import type { Summary } from '../src/model/summary.js';
import { SUMMARY_FORMATS, type SummaryFormat } from '../src/report/formats.js';
import { SUMMARY_RENDERERS } from '../src/report/index.js';
import { callIn } from './cli/in-process.js';
import { corpus, reading } from './corpus.js';
import { read } from './report/csv-reading.js';
import { whole } from './report/whole.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptk-logscan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SAMPLE = readFileSync(fileURLToPath(new URL('../samples/service.log', import.meta.url)), 'latin1');
const STEPS = '2026-11-01 09:15:00 code=107000\nno time status=107999\n2026-11-02 10:00:00 code=109004 rc=108001\n';

/** Bytes without a meaning, with codes strewn in; the same every time. */
function rubbish(length: number): string {
  let state = 1;
  const byte = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const parts = Array.from({ length: length / 50 }, () => {
    const bytes = String.fromCharCode(...Array.from({ length: 40 }, byte));
    return byte() < 60 ? `${bytes} code=109004` : bytes;
  });
  return parts.join('');
}

interface Input {
  /** One character a byte. */
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Options that a summary takes, but events do not. */
  readonly summed?: readonly string[];
  readonly status?: number;
}

/** A name for a file: Windows takes fewer. */
const possible = (name: string) => (process.platform === 'win32' ? name.replace(/[<>|*]/g, '&') : name);

const INPUTS: Readonly<Record<string, Input>> = {
  'nothing at all': { files: { 'a.log': '' } },
  'lines without a code': { files: { 'a.log': 'a\n\n\r\n107999 ms\nlast' } },
  'no final line end': { files: { 'a.log': `${STEPS}2026-11-02 10:00:01 code=107000` } },
  'no time anywhere': { files: { 'a.log': 'code=107000\ncode=109004\n' } },
  'events before the first time': { files: { 'a.log': `code=107000\nPTK106999\n${STEPS}`, 'b.log': STEPS } },
  'all codes, and some that are not known': {
    files: { 'a.log': `${CODES.map(({ code }, i) => `2026-11-01 09:00:${i % 60} PTK${code}\n`).join('')}PTK109999\n` },
  },
  'binary rubbish': { files: { 'a.bin': rubbish(300_000), 'b.bin': '\0'.repeat(100_000) } },
  'the edges of a line': { files: { 'a.log': corpus(1, 70_000).bytes.toString('latin1') } },
  'hostile names and texts': {
    files: {
      [possible('<script>alert(1)<script>.log')]: STEPS,
      [possible('=cmd|x!A1.log')]: `${STEPS}\x1b[2J\u009b31m code=107000 \xe2\x80\xae"><img src=x>\n`,
      [possible('|a`b*c_.log')]: STEPS,
    },
  },
  'a limit of time': {
    files: { 'a.log': `code=109004\n${STEPS}` },
    args: ['--since', '2026-11-02', '--until', '2026-11-03'],
  },
  'a filter that few pass': { files: { 'a.log': SAMPLE }, args: ['--severity', 'critical'] },
  'a filter that none passes': { files: { 'a.log': STEPS }, args: ['--code', '109999'] },
  'all occurrences': { files: { 'a.log': 'code=107000 code=107000\n' }, args: ['--count', 'occurrences'] },
  'one-second windows': { files: { 'a.log': SAMPLE }, summed: ['--window', '1s'] },
  'more groups than have a place': { files: { 'a.log': SAMPLE }, summed: ['--by', 'tenant,code', '--max-groups', '3'] },
  'a source that is not there': { files: { 'a.log': STEPS }, args: ['none.log'], status: 3 },
  'a source that breaks off': {
    files: { 'a.log': STEPS, 'b.gz': gzipSync(SAMPLE).subarray(0, -3000).toString('latin1') },
    status: 3,
  },
};

async function run(input: Input, args: readonly string[]) {
  for (const [name, text] of Object.entries(input.files)) writeFileSync(join(folder, name), text, 'latin1');
  const call = [...args, '--tz', 'UTC', ...(input.args ?? []), '--', ...Object.keys(input.files)];
  const result = await callIn(folder, call);
  expect(result.status, result.stderr).toBe(input.status ?? 0);
  return result;
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

/** What a form shows, as far as it does. */
interface Shown {
  readonly lines?: number;
  readonly matched?: number;
  readonly unmatched?: number;
  readonly events?: number;
  /** Of all windows together. */
  readonly inWindows?: number;
  readonly untimed?: number;
  readonly filtered?: number;
  readonly sources?: number;
  readonly readWhole?: number;
  /** Of all codes together. */
  readonly byCode?: number;
}

function booksOf({ input, totals, windows, sources }: Summary): Required<Shown> {
  return {
    lines: input.lines,
    matched: input.matchedLines,
    unmatched: input.lines - input.matchedLines,
    events: totals.events,
    inWindows: sum(windows.map(({ events }) => events)),
    untimed: totals.untimed,
    filtered: totals.filtered,
    sources: sources.length,
    readWhole: sources.filter(({ error }) => error === null).length,
    byCode: totals.events,
  };
}

/** The numbers that a sentence has in these places; null where it is not there. */
function numbers(text: string, sentence: RegExp): number[] {
  const match = sentence.exec(text);
  if (match === null) throw new Error(`not found: ${sentence} in\n${text.slice(-3000)}`);
  return match.slice(1).map((number) => Number(number.replaceAll(',', '')));
}

const column = (rows: readonly Record<string, string>[], name: string) => sum(rows.map((row) => Number(row[name])));

function windowsOfCsv(text: string): Shown {
  const rows = read(text);
  const [inWindows, others] = [true, false].map((isWindow) =>
    rows.filter(({ start_date }) => (start_date !== '') === isWindow),
  ) as [typeof rows, typeof rows];
  return {
    events: column(rows, 'events'),
    inWindows: column(inWindows, 'events'),
    untimed: column(others, 'events'),
    filtered: column(rows, 'filtered'),
  };
}

/** How the books are read out of each form; those of a form that is not here cannot be held to anything. */
const SHOWN: Readonly<Record<SummaryFormat, (text: string) => Shown>> = {
  json: (text) => booksOf(JSON.parse(text)),
  ndjson: (text) => ({
    inWindows: sum(text.split('\n').map((line) => (line === '' ? 0 : JSON.parse(line).events))),
  }),
  table: (text) => {
    const [lines, matched, unmatched] = numbers(text, /([\d,]+) lines? +([\d,]+) with codes \+ ([\d,]+) without\n/);
    const [events, inWindows, untimed] = numbers(
      text,
      /([\d,]+) events? +([\d,]+) in [\d,]+ windows? \+ ([\d,]+) without a time\n/,
    );
    const [filtered] = numbers(text, /\n([\d,]+) filtered +dropped/);
    const [sources, , whole] = /\n([\d,]+) sources? +(([\d,]+) )?read whole/.exec(text)!.slice(1);
    return {
      ...{ lines, matched, unmatched, events, inWindows, untimed, filtered },
      ...{ sources: Number(sources), readWhole: Number(whole ?? sources) },
    } as Shown;
  },
  markdown: (text) => {
    const [lines, matched, unmatched] = numbers(
      text,
      /\n- ([\d,]+) lines? \([^)]*\): ([\d,]+) with codes \+ ([\d,]+) without\n/,
    );
    const [events, inWindows, untimed, filtered] = numbers(
      text,
      /\n- ([\d,]+) events?: ([\d,]+) in [\d,]+ windows? \+ ([\d,]+) without a time; .* ([\d,]+) more filtered out\n/,
    );
    const [sources, , whole] = /\n- ([\d,]+) sources?: (([\d,]+) )?read whole/.exec(text)!.slice(1);
    return {
      ...{ lines, matched, unmatched, events, inWindows, untimed, filtered },
      ...{ sources: Number(sources), readWhole: Number(whole ?? sources) },
    } as Shown;
  },
  html: (text) => {
    expect(text).not.toContain('does not add up');
    const books = /aria-labelledby="books-title">.*?<\/section>/s
      .exec(text)![0]
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    const [lines, matched, unmatched] = numbers(books, /([\d,]+) lines? = ([\d,]+) with codes \+ ([\d,]+) without ✓/);
    const [events, inWindows, untimed] = numbers(
      books,
      /([\d,]+) events? = ([\d,]+) in [\d,]+ windows? \+ ([\d,]+) without a time ✓/,
    );
    const [byCode] = numbers(books, /= ([\d,]+) in the [\d,]+ codes? above ✓/);
    const [sources, readWhole] = numbers(books, /([\d,]+) sources? = ([\d,]+) read whole/);
    const plain = text.replace(/<[^>]*>/g, ' ');
    const filtered = /([\d,]+) events? +dropped by a limit of time or a filter/.exec(plain)?.[1] ?? '0';
    return {
      ...{ lines, matched, unmatched, events, inWindows, untimed, byCode, sources, readWhole },
      filtered: Number(filtered.replaceAll(',', '')),
    } as Shown;
  },
  csv: windowsOfCsv,
  'csv-windows': windowsOfCsv,
  'csv-codes': (text) => {
    const rows = read(text);
    const events = column(rows, 'events');
    return { events, byCode: events, untimed: column(rows, 'without_time'), filtered: column(rows, 'filtered') };
  },
  'csv-groups': (text) => {
    const rows = read(text);
    // Without a key there are no groups, and what was filtered is all that is left to say.
    const events = Object.hasOwn(rows[0] ?? {}, 'by_tenant') ? { events: column(rows, 'events') } : {};
    return { ...events, filtered: column(rows, 'filtered') };
  },
  prometheus: (text) => {
    const of = (name: string) =>
      sum(
        [...text.matchAll(new RegExp(`^ptk_logscan_${name}(?:\\{.*\\})? (\\d+)$`, 'gm'))].map((match) =>
          Number(match[1]),
        ),
      );
    return {
      lines: of('input_lines'),
      matched: of('input_matched_lines'),
      events: of('severity_events'),
      byCode: of('events'),
      untimed: of('untimed_events'),
      filtered: of('filtered_events'),
      sources: of('input_sources'),
      readWhole: of('source_read_whole'),
    };
  },
};

const DRAWN = { width: 80, color: false, by: 'code', top: null, describe: () => '' } as const;

describe.each(Object.entries(INPUTS))('%s', (_name, input) => {
  let summary: Summary;
  beforeAll(async () => {
    summary = JSON.parse((await run(input, ['-f', 'json', '--year', '2026', ...(input.summed ?? [])])).stdout);
  });

  test('the summary adds up', () => {
    const { totals, windows, sources, codes, severities, categories, faults } = summary;
    expect(summary.input).toEqual({
      sources: sources.length,
      bytes: sum(sources.map(({ bytes }) => bytes)),
      lines: sum(sources.map(({ lines }) => lines)),
      matchedLines: summary.input.matchedLines,
    });
    expect(sources).toHaveLength(Object.keys(input.files).length + (input.args?.includes('none.log') ? 1 : 0));
    for (const events of [
      sum(windows.map((window) => window.events)) + totals.untimed,
      sum(codes.map(({ count }) => count)),
      sum(sources.map((source) => source.events)),
      ...[severities, categories, faults].map((counts) => sum(Object.values(counts))),
    ]) {
      expect(events).toBe(totals.events);
    }
    expect(severities.error + severities.critical).toBe(totals.errors);
    expect(totals.inherited).toBeLessThanOrEqual(totals.events - totals.untimed);
    for (const window of windows) {
      for (const counts of [window.codes, window.severities, window.categories]) {
        expect(sum(Object.values(counts))).toBe(window.events);
      }
      expect(window.severities.error + window.severities.critical).toBe(window.errors);
    }
    if (summary.groups !== undefined) {
      const { rows, other } = summary.groups;
      const groups = other === null ? rows : [...rows, other];
      expect(groups.length).toBe(4);
      expect(sum(groups.map(({ events }) => events))).toBe(totals.events);
      expect(sum(groups.map(({ errors }) => errors))).toBe(totals.errors);
      for (const group of groups) expect(sum(Object.values(group.codes))).toBe(group.events);
    }
    const errors = sources.filter(({ error }) => error !== null);
    expect(errors.length).toBe(input.status === 3 ? 1 : 0);
  });

  test('it has what the reference finds', () => {
    const whole = Object.entries(input.files).filter(([name]) => !name.endsWith('.gz'));
    if (input.args?.includes('occurrences') || whole.length < Object.keys(input.files).length) return;
    const found = whole.map(([, text]) => reading(text));
    expect([summary.input.lines, summary.input.matchedLines, summary.totals.events + summary.totals.filtered]).toEqual([
      sum(found.map(({ lines }) => lines)),
      sum(found.map(({ matchedLines }) => matchedLines)),
      sum(found.map(({ events }) => events)),
    ]);
  });

  test.each(SUMMARY_FORMATS)('as %s', async (format) => {
    const render = await SUMMARY_RENDERERS[format]();
    expect(booksOf(summary)).toMatchObject(SHOWN[format](whole(render)(summary, DRAWN)));
  });

  test('as events', async () => {
    const { stdout } = await run(input, ['events', '--year', '2026']);
    const events = stdout.split('\n').flatMap((line): PtkEvent[] => (line === '' ? [] : [JSON.parse(line)]));
    const { totals, sources } = summary;
    expect([
      events.length,
      events.filter(({ time }) => time === null).length,
      events.filter(({ inherited }) => inherited).length,
      events.filter(({ severity }) => severity === 'error' || severity === 'critical').length,
    ]).toEqual([totals.events, totals.untimed, totals.inherited, totals.errors]);
    for (const { name, events: count } of sources) {
      expect(events.filter(({ source }) => source === name)).toHaveLength(count);
    }
  });
});
