/** JSON lines: what is one and what is none, exactly as JSON.parse has it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonRows } from '../../../src/scan/custom-format/json-rows.js';
import { isJson } from '../../../src/scan/json-text.js';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const piece = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '\t',
    '\r',
    '"a"',
    '"a":',
    '1',
    '-',
    '0',
    '.',
    'e',
    'E+',
    '01',
    '-0',
  ],
  ...[
    '1.5e-3',
    '1.',
    '.5',
    'true',
    'false',
    'null',
    'nul',
    '\\u00',
    '\\u00e9',
    '"\\n"',
    '"\\x"',
    '\u0000',
    '\u2028',
    'é',
  ],
  ...['{}', '[]', '{"a":1}', '[1,2]', '\ufeff', '\u00a0', "'a'", 'NaN', '"\ud800"'],
);
/** JSON with a few characters gone, doubled or put in. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.array(fc.tuple(fc.nat(200), fc.constantFrom('', '', ',', '"', '}', ' ', '0', '\\')), { maxLength: 2 }),
  )
  .map(([text, changes]) =>
    changes.reduce(
      (now, [at, by]) => now.slice(0, at % (now.length + 1)) + by + now.slice((at % (now.length + 1)) + 1),
      text,
    ),
  );
const text = fc.oneof(
  fc.json(),
  damaged,
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
);

test('a text is JSON where JSON.parse says so', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(isJson(each)).toBe(parsed(each) !== undefined);
    }),
    { numRuns: 3000 },
  );
});

test('lines are read one after the other, whatever those before were', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 10 }), (lines) => {
      const rows = new JsonRows();
      for (const line of lines) expect(rows.read(line)).toEqual(parsed(line));
    }),
    { numRuns: 500 },
  );
});

test('however long and deep they are', () => {
  for (const deep of [
    '['.repeat(400_000) + ']'.repeat(400_000),
    `"${'\\n'.repeat(500_000)}"`,
    `"${'x'.repeat(1 << 20)}"`,
  ]) {
    expect(isJson(deep)).toBe(true);
    expect(isJson(`${deep}]`)).toBe(false);
  }
});
