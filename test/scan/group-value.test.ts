import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupValue } from '../../src/kernel/group-value.js';

test.each([
  ['north', 'north'],
  ['Zürich', 'Zürich'],
  ['Z\\u00fcrich', 'Zürich'],
  ['Z\\u00FCrich', 'Zürich'],
  ['Z\\\\u00fcrich', 'Zürich'],
  ['Z&#252;rich', 'Zürich'],
  ['Z&#xFC;rich', 'Zürich'],
  ['Z&#Xfc;rich', 'Zürich'],
  ['Z%C3%BCrich', 'Z%C3%BCrich'],
  ['a\\"b', 'a"b'],
  ["a\\'b", "a'b"],
  ['a\\\\\\"b', 'a"b'],
  ['a\\/b', 'a/b'],
  ['C:\\\\logs', 'C:\\logs'],
  ['C:\\logs', 'C:\\logs'],
  ['ACME\\\\nina', 'ACME\\nina'],
  ['ACME\\nina', 'ACME\\nina'],
  ['\\ud83d\\ude00', '😀'],
  ['&#128512;', '😀'],
  ['\\ud83d', '\ufffd'],
  ['\\ude00\\ud83d', '\ufffd\ufffd'],
  ['Q&amp;A', 'Q&A'],
  ['&lt;b&gt; &quot;x&quot; &apos;', '<b> "x" \''],
  // Once: what an escape gives is no escape.
  ['&amp;lt;', '&lt;'],
  ['\\\\/', '\\/'],
  ['a\\nb', 'a\\nb'],
  ['a\\u000ab', 'a\\nb'],
  ['a\tb', 'a\\tb'],
  ['a&#9;b', 'a\\tb'],
  ['\u001b[2J', '\\u001b[2J'],
  ['\\u001b[2J', '\\u001b[2J'],
  ['\u0085', '\\u0085'],
  ['\\u0000', '\\u0000'],
  // No escapes.
  ['&nbsp;&auml;&#;&#x;&#1114112;&#xd800;', '&nbsp;&auml;&#;&#x;&#1114112;&#xd800;'],
  ['\\u00f', '\\u00f'],
  ['C:\\users', 'C:\\users'],
  ['\\x41', '\\x41'],
  ['\\', '\\'],
  ['A&B', 'A&B'],
])('%j is %j', (written, meant) => {
  expect(groupValue(written)).toBe(meant);
});

test('a text written as JSON means itself, and control characters show', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !/[&\\\p{Cc}\p{Surrogate}]/u.test(each));
  fc.assert(
    fc.property(text, (each) => {
      expect(groupValue(JSON.stringify(each).slice(1, -1))).toBe(each);
      const units = [...each].flatMap((char) => char.split(''));
      const escaped = units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
      expect(groupValue(escaped)).toBe(each);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (each) => !/[\p{Cc}\p{Surrogate}]/u.test(groupValue(each))));
});
