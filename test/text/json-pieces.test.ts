/** A document read piece by piece is what `JSON.parse` makes of the whole, however its text is cut. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonDocument } from '../../src/text/escape.js';
import { JsonPieces, type Treatment } from '../../src/text/json-pieces.js';

function read(text: string, treat: (path: string) => Treatment, size: number): Record<string, unknown> {
  const pieces = new JsonPieces(treat);
  for (let at = 0; at < text.length; at += size) pieces.add(text.slice(at, at + size));
  return pieces.end();
}

const value = fc.jsonValue({ maxDepth: 4 });
const sizes = fc.constantFrom(1, 2, 3, 7, 64, 100_000);
const spaces = fc.constantFrom(undefined, 1, 2, '\t');

test('all that is kept', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), sizes, spaces, (document, size, space) => {
      const text = JSON.stringify(document, null, space);
      expect(JSON.stringify(read(text, () => 'keep', size))).toBe(JSON.stringify(document));
    }),
    { numRuns: 300 },
  );
});

test('a member that is called __proto__', () => {
  const text = '{"__proto__":{"a":1},"b":{"__proto__":2}}';
  expect(JSON.stringify(read(text, () => 'keep', 5))).toBe(text);
  expect(JSON.stringify(read(text, () => 'open', 5))).toBe(text);
});

test('lists are handed on item by item, members left out, and objects opened', () => {
  fc.assert(
    fc.property(
      fc.array(value),
      value,
      fc.array(value),
      value,
      sizes,
      spaces,
      (rows, left, list, kept, size, space) => {
        const document = { list, left, groups: { by: kept, rows, left }, kept };
        const items: unknown[] = [];
        const rowsFound: unknown[] = [];
        const treatments: Record<string, Treatment> = {
          list: (item) => items.push(item),
          left: 'skip',
          groups: 'open',
          'groups.rows': (row) => rowsFound.push(row),
          'groups.left': 'skip',
        };
        const found = read(JSON.stringify(document, null, space), (path) => treatments[path] ?? 'keep', size);
        const plain = (of: unknown) => JSON.parse(JSON.stringify(of));
        expect(found).toEqual(plain({ groups: { by: kept }, kept }));
        expect(items).toEqual(plain(list));
        expect(rowsFound).toEqual(plain(rows));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['nothing', ''],
  ['a list', '[]'],
  ['two documents', '{}{}'],
  ['a document that ends too early', '{"a": [1, 2'],
  ['a text that ends too early', '{"a": "b'],
  ['a member without a value', '{"a": }'],
  ['a member without a colon', '{"a" 1}'],
  ['a word that is none', '{"a": yes}'],
  ['a comma behind the last member', '{"a": 1,}'],
  ['members without a comma', '{"a": 1 "b": 2}'],
])('refuses %s', (_name, text) => {
  for (const size of [1, 100]) expect(() => read(text, () => 'keep', size)).toThrow(SyntaxError);
});

test('a document in parts is what JSON.stringify writes, but for what terminals obey', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value))),
      (given) => {
        const text = jsonDocument(given);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
        const withoutTexts = (json: string) => json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(withoutTexts(text)).toBe(`${withoutTexts(JSON.stringify(given, null, 2))}\n`);
      },
    ),
    { numRuns: 300 },
  );
});
