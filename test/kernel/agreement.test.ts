/** The test that matters most: the kernel and the reference agree on every line, wherever the text is cut. */
import { writeSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, text } from './lines/index.js';
import { byKernel, byReference, type Count, disagreement, readByReference } from './oracle.js';
import { PLAIN, SOME_RULES } from './some-rules.js';

/** Lines a test run compares; more with PTK_LOGSCAN_TEST_LINES, and as many times more of all else. */
const LINES = Number(process.env.PTK_LOGSCAN_TEST_LINES ?? 18_000);
const BATCH = 100;
/** Generated lines that have an event, and a time of their own, at least: agreement on nothing would say nothing. */
const LEAST_SHARE = 0.3;

const rules = fc.constantFrom(PLAIN, ...SOME_RULES);
const count = fc.constantFrom<Count>('lines', 'lines', 'occurrences');

describe('the kernel and the reference', () => {
  it(`agree on ${LINES} generated lines`, { timeout: Math.max(280_000, LINES) }, () => {
    let [lines, matched, timed] = [0, 0, 0];
    fc.assert(
      // A short text with each long one: what happens at a text's beginning and end would be one line in a hundred.
      fc.property(text(BATCH), text(3), rules, count, (long, short, by, counting) => {
        for (const input of [long, short]) {
          const { reading, timedLines } = readByReference(input, by, counting);
          if (!isDeepStrictEqual(byKernel(input, by, counting), reading))
            throw new Error(disagreement(input, by, counting)!);
          lines += reading.lines;
          matched += reading.matchedLines;
          timed += timedLines;
        }
      }),
      // Not made smaller by the generators, of which a text of many lines has too many: `disagreement` does.
      { numRuns: Math.ceil(LINES / (BATCH - 1)), endOnFailure: true },
    );
    const percent = (n: number) => `${((100 * n) / lines).toFixed(1)} %`;
    // Past the runner, which shows nothing of a test that passes.
    writeSync(
      1,
      `kernel and reference agree on ${lines} generated lines: ${percent(matched)} with an event, ${percent(timed)} with a time of their own\n`,
    );
    expect(lines).toBeGreaterThanOrEqual(LINES);
    expect(matched / lines).toBeGreaterThan(LEAST_SHARE);
    expect(timed / lines).toBeGreaterThan(LEAST_SHARE);
  });

  it('agree wherever the text is cut', () => {
    fc.assert(
      fc.property(text(12), rules, fc.array(fc.nat(4000), { maxLength: 40 }), (input, by, positions) => {
        const cuts = positions.filter((at) => at < input.length).sort((a, b) => a - b);
        expect(byKernel(input, by, 'lines', cuts)).toEqual(byReference(input, by));
      }),
      { numRuns: Math.ceil(LINES / 200) },
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
      // A long word is what the reference takes longest for: it looks at all of it from each of its bytes.
      fc.constantFrom('ab ', ' ', '=', 'code=', '\0', '. ').map((t) => t.repeat(1500 / t.length)),
      fc.constantFrom('x', '\\').map((t) => t.repeat(400)),
    );
    const long = fc.array(piece, { minLength: 15, maxLength: 40 }).map((parts) => parts.join(' '));
    const texts = fc.array(fc.oneof({ weight: 1, arbitrary: long }, { weight: 2, arbitrary: line }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, rules, fc.array(fc.nat(60_000), { maxLength: 5 }), (lines, by, positions) => {
        const input = lines.join('\n');
        const cuts = positions.filter((at) => at < input.length).sort((a, b) => a - b);
        expect(byKernel(input, by, 'lines', cuts)).toEqual(byReference(input, by));
      }),
      { numRuns: Math.ceil(LINES / 1000) },
    );
  });

  it('agree on JSON lines that are longer than a block, wherever their time stands', () => {
    const time = fc.constantFrom('2026-02-01 00:00:00', '2026-02-01 0:00', '', '1/2');
    const codes = ['107000 TRACE x', '[107000] INFO y', 'Main 107000', '107000, 5', 'code=107001', '107003 ERROR'];
    const fill = fc.constantFrom(10, 3000, 8100, 8192, 20_000).map((size) => 'ab '.repeat(size / 3));
    const value = fc.oneof(time, fill, fc.tuple(time, fc.constantFrom('', ' '), fc.constantFrom(...codes)));
    const member = fc
      .tuple(fc.constantFrom('time', '@TIMESTAMP', 'msg', 'code'), value)
      .map(([key, text]) => `"${key}":"${[text].flat().join('')}"`);
    const around = [fc.constantFrom('', ' ', '['), fc.constantFrom('}', '', ',', '} 107000 TRACE x')] as const;
    const object = fc
      .tuple(...around, fc.array(member, { minLength: 1, maxLength: 6 }))
      .map(([before, behind, members]) => `${before}{${members.join(',')}${behind}`);
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), rules, fc.nat(20_000), (lines, by, cut) => {
        const input = lines.join('\n');
        const cuts = cut < input.length ? [cut] : [];
        expect(byKernel(input, by, 'lines', cuts)).toEqual(byReference(input, by));
      }),
      { numRuns: Math.ceil(LINES / 60) },
    );
  });
});
