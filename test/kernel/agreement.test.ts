/** The test that matters most: the kernel and the reference agree on every line, wherever the text is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import type { LineRules } from '../../src/model/rules.js';
import { line, text } from './lines.js';
import { byKernel, byReference, type Count } from './oracle.js';

const PLAIN: LineRules = {
  codeKeys: [],
  ignoreKeys: [],
  dateOrder: 'mdy',
  year: null,
  known: BUILT_IN.known,
};
const OTHERS: LineRules = {
  ...PLAIN,
  codeKeys: ['zulu', 'foobar2', 'httpstatus'],
  ignoreKeys: ['x', 'codereply'],
  dateOrder: 'dmy',
  year: 2023,
};

/** Lines a test run compares; more with PTK_LOGSCAN_TEST_LINES. */
const LINES = Number(process.env.PTK_LOGSCAN_TEST_LINES ?? 200_000);
const BATCH = 100;

describe('the kernel and the reference', () => {
  const rules = fc.constantFrom(PLAIN, PLAIN, PLAIN, OTHERS);
  const count = fc.constantFrom<Count>('lines', 'lines', 'occurrences');

  it(`agree on ${LINES} generated lines`, { timeout: 280_000 }, () => {
    let lines = 0;
    let events = 0;
    fc.assert(
      fc.property(text(BATCH), rules, count, (input, by, counting) => {
        const expected = byReference(input, by, counting);
        expect(byKernel(input, by, counting)).toEqual(expected);
        lines += expected.lines;
        events += expected.events.length;
      }),
      { numRuns: Math.ceil(LINES / (BATCH - 1)) },
    );
    // The generator is worth its name: most lines are whole, and codes are found on many of them.
    expect(lines).toBeGreaterThanOrEqual(LINES);
    expect(events).toBeGreaterThan(LINES / 10);
  });

  it('agree on the time of lines that begin alike, and of lines far behind the one with a time', () => {
    // What is remembered of beginnings, and how lines without a time are passed over: 64 bytes at a time.
    const clock = fc.tuple(
      fc.integer({ min: 0, max: 24 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 999 }),
    );
    const stamp = fc
      .tuple(fc.constantFrom('2026-11-03', '2026-11-04', '2026-13-01'), fc.constantFrom(' ', 'T'), clock)
      .map(([date, t, [h, m, ms]]) => `${date}${t}${[h, m, 7].map((n) => String(n).padStart(2, '0')).join(':')}.${ms}`);
    const entry = fc
      .tuple(
        stamp,
        fc.constantFrom(
          '@',
          '[@]',
          '  [@',
          '{@}',
          '{"time":"@","a":1',
          '{"time":"@Z"',
          '{"time":"@x"',
          '{ "ts": "@" ',
          'a @',
          '(1 @',
        ),
        fc.constantFrom(' code=107000\n', ',"code":107000}\n', ' INFO\n', '\n'),
      )
      .map(([time, form, rest]) => form.replace('@', time) + rest);
    const body = fc.constantFrom(
      '  <Status>\n',
      '\n',
      '    at Ptk.Service.Queue.handle(Queue.java)\n',
      '<a b="1.0" c="utf-8"?>\n',
      '{"t":"/Date(5)/"}\n',
      '{"a":{"b":2}}\n',
      'five 12345\n',
      'Nov 1 9:15:00 six\n',
      `${'x'.repeat(130)}\n`,
      '<StatusCode>107000</StatusCode>\n',
    );
    const lines = fc.array(fc.oneof({ weight: 1, arbitrary: entry }, { weight: 4, arbitrary: body }), {
      maxLength: 40,
    });
    let events = 0;
    fc.assert(
      fc.property(lines, (input) => {
        const expected = byReference(input.join(''), PLAIN);
        expect(byKernel(input.join(''), PLAIN)).toEqual(expected);
        events += expected.events.length;
      }),
      { numRuns: 3000 },
    );
    expect(events).toBeGreaterThan(1000);
  });

  it('agree where a date that was read before is followed by another byte', () => {
    // The date is remembered only with the separator that makes it one.
    const input =
      '2026-11-03908:03:37 code=107012\n'.repeat(2) +
      '2026-11-03 08:03:37 code=107012\n2026-11-03908:03:37 code=107000\n';
    const { events } = byReference(input, PLAIN);
    expect(events.map(({ local, inherited }) => [local === null, inherited])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, true],
    ]);
    expect(byKernel(input, PLAIN).events).toEqual(events);
  });

  it('agree wherever the text is cut', () => {
    fc.assert(
      fc.property(text(12), rules, fc.array(fc.nat(4000), { maxLength: 40 }), (input, by, positions) => {
        const cuts = positions.filter((at) => at < input.length).sort((a, b) => a - b);
        expect(byKernel(input, by, 'lines', cuts)).toEqual(byReference(input, by));
      }),
      { numRuns: 300 },
    );
  });

  it('agree for every position of one cut, and for one byte at a time', () => {
    for (const input of fc.sample(text(8), { seed: 7, numRuns: 6 })) {
      const expected = byReference(input, PLAIN);
      for (let cut = 0; cut <= input.length; cut++) expect(byKernel(input, PLAIN, 'lines', [cut])).toEqual(expected);
      const everywhere = Array.from({ length: input.length }, (_, at) => at);
      expect(byKernel(input, PLAIN, 'lines', everywhere)).toEqual(expected);
    }
  });

  it('agree on lines that are longer than a block', () => {
    const piece = fc.oneof(
      line,
      fc.constantFrom('x', ' ', '=', 'code').map((t) => t.repeat(1500)),
    );
    const long = fc.array(piece, { minLength: 20, maxLength: 60 }).map((parts) => parts.join(' '));
    const texts = fc.array(fc.oneof({ weight: 1, arbitrary: long }, { weight: 2, arbitrary: line }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, rules, fc.array(fc.nat(60_000), { maxLength: 5 }), (lines, by, positions) => {
        const input = lines.join('\n');
        const cuts = positions.filter((at) => at < input.length).sort((a, b) => a - b);
        expect(byKernel(input, by, 'lines', cuts)).toEqual(byReference(input, by));
      }),
      { numRuns: 150 },
    );
  });
});
