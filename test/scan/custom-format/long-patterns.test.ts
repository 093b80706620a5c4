/** Patterns that take long, and lines that are long: what is read of them, and that nothing of it is silent. */
import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../../src/kernel/load.js';
import { CustomFormatScanner } from '../../../src/scan/custom-format/custom-scanner.js';
import { compilePattern, MAX_PATTERN_TEXT } from '../../../src/scan/custom-format/pattern.js';
import { noteSentences } from '../../../src/scan/custom-format/unread-notes.js';
import { lineMatcher, WatchedPattern } from '../../../src/scan/custom-format/watched-pattern.js';
import { zoneOf } from '../../../src/time/zone.js';
import { rulesOf } from '../../rules/rules-of.js';

const MODULE = compileKernel();
/** On `SLOW` it tries some 2^50 ways. */
const ENDLESS = '(?<x>(?=a)(a+)+)$';
const SLOW = `code=107000 ${'a'.repeat(50)}!`;
const FAST = 'code=107000 aaa';

/** Reads lines in blocks of so many, with a budget of 20 ms a line. */
function scanned(pattern: string, blocks: readonly (readonly string[])[], stopped: () => boolean = () => false) {
  const format = { kind: 'pattern', pattern, timeFormat: null } as const;
  const options = { module: MODULE, format, rules: rulesOf(), timeZone: zoneOf('UTC'), count: 'lines' } as const;
  const scanner = new CustomFormatScanner({ ...options, stopped, lineMs: 20 });
  const fields: unknown[] = [];
  scanner.begin({ name: 'a.log', reference: 0, offset: 0, lines: 0 }, (batch) => {
    fields.push(...batch.fields!.slice(0, batch.count).map((each) => each.x));
  });
  for (const lines of blocks) scanner.write(Buffer.from(`${lines.join('\n')}\n`));
  scanner.end();
  const { lines, matchedLines, fault, isOver, notes } = scanner;
  return { fields, lines, matchedLines, fault, isOver, notes: noteSentences(notes, lines, format) };
}

describe('V8’s linear engine', () => {
  it.each([
    ['^(?<x>(a+)+)$', true],
    ['(?<time>\\S+ \\S+) (?<code>\\d{6})\\b', true],
    [ENDLESS, false],
    ['(?<a>.)\\k<a>', false],
    // Its engine has learned to look behind.
    ['(?<!b)(?<x>a)', Number.parseInt(process.versions.node, 10) >= 22],
    ['(?<x>a{17})', false],
  ])('%s', (pattern, isLinear) => {
    expect(compilePattern(pattern).isLinear).toBe(isLinear);
  });

  it('takes over where the usual one would run for hours, with the same result', () => {
    const match = lineMatcher(compilePattern('^(?<x>(?:a+)+)(?<code>!?)$'));
    expect(match(`${'a'.repeat(60)}-`)).toBeNull();
    expect(match(`${'a'.repeat(60)}!`)?.fields).toEqual({ x: 'a'.repeat(60) });
    const square = lineMatcher(compilePattern('(?<x>b.*b.*b.*c)'));
    expect(square('b'.repeat(MAX_PATTERN_TEXT))).toBeNull();
  });
});

describe('a line that takes a pattern too long', () => {
  it('is read by the ordinary rules and said; the lines around it are matched', () => {
    expect(scanned(ENDLESS, [[FAST, SLOW, FAST], [FAST]])).toEqual({
      fields: ['aaa', null, 'aaa', 'aaa'],
      lines: 4,
      matchedLines: 4,
      fault: '--pattern took more than 750 ms on a line: the ordinary rules read it',
      isOver: false,
      notes: ['1 line takes --pattern more than 750 ms (the first is line 2): read by the ordinary rules'],
    });
  });

  it('is the last of its source where there are ten of them', () => {
    const blocks = [[FAST], Array.from({ length: 8 }, () => SLOW), [SLOW, FAST, SLOW, FAST, SLOW], [FAST]];
    const { fields, notes, ...rest } = scanned(ENDLESS, blocks);
    expect(rest).toEqual({
      lines: 12,
      matchedLines: 12,
      fault: '--pattern took more than 750 ms on 10 lines: not read on',
      isOver: true,
    });
    expect(fields).toEqual(['aaa', ...Array.from({ length: 9 }, () => null), 'aaa', null]);
    expect(notes).toEqual([
      '10 lines take --pattern more than 750 ms (the first is line 2): read by the ordinary rules',
    ]);
  });

  it('ends the reading where the run is to stop, with what was read before it', () => {
    // It is to stop when it is at the slow one, however long the machine takes for the first two.
    let isAtSlow = false;
    const pattern = compilePattern(ENDLESS);
    const match = (line: string) => {
      isAtSlow = line === SLOW;
      return pattern.match(line);
    };
    const watched = new WatchedPattern({ ...pattern, match }, 20);
    const matches = watched.matches([FAST, FAST, SLOW, FAST], 10, () => isAtSlow);
    expect(matches.map((each) => each !== 'over' && each !== null && pattern.reading(each).fields)).toEqual([
      { x: 'aaa' },
      { x: 'aaa' },
    ]);
    expect(scanned(ENDLESS, [[SLOW, FAST]], () => true)).toMatchObject({
      ...{ lines: 0, matchedLines: 0, isOver: true },
      fault: 'interrupted before its end',
    });
  });

  it('does not end those that are only many', () => {
    const match = () => {
      for (const began = performance.now(); performance.now() - began < 1; );
      return null;
    };
    // Together they take longer than it is waited for a block.
    const lines = Array.from({ length: 400 }, () => 'b');
    const watched = new WatchedPattern({ ...compilePattern('(?<x>b)'), match });
    expect(watched.matches(lines, 1, () => false)).toEqual(lines.map(() => null));
  });
});

describe('of a long line a pattern gets the beginning', () => {
  const seen = (line: string) => compilePattern('^(?<x>[^]*)$').match(line)!.x!;
  it('which ends at no word', () => {
    const line = `${' '.repeat(MAX_PATTERN_TEXT - 3)}1070001`;
    expect(seen(line)).toHaveLength(MAX_PATTERN_TEXT - 3);
    expect(seen(`${' '.repeat(MAX_PATTERN_TEXT)}107000`)).toHaveLength(MAX_PATTERN_TEXT);
    expect(seen(`${' '.repeat(MAX_PATTERN_TEXT - 6)}107000 `)).toHaveLength(MAX_PATTERN_TEXT);
    expect(seen('x'.repeat(MAX_PATTERN_TEXT + 1))).toHaveLength(MAX_PATTERN_TEXT - 64);
    expect(seen('x'.repeat(MAX_PATTERN_TEXT))).toHaveLength(MAX_PATTERN_TEXT);
  });

  it('and that is said, once; what stands behind it is read by the ordinary rules', () => {
    const line = (length: number) => `${'-'.repeat(length - 12)} code=107000`;
    const lengths = [MAX_PATTERN_TEXT, MAX_PATTERN_TEXT + 1, MAX_PATTERN_TEXT + 2];
    for (const pattern of ['(?<x>code)', '(?<x>(?=c)code)']) {
      const { fields, matchedLines, notes } = scanned(pattern, [lengths.map(line)]);
      expect([fields, matchedLines]).toEqual([['code', 'code', 'code'], 3]);
      expect(notes).toEqual([
        '2 lines are longer than 16,384 characters (the first is line 2): --pattern read only the beginning',
      ]);
      expect(scanned(pattern, [[line(20_000)]]).fields).toEqual([null]);
    }
  });
});
