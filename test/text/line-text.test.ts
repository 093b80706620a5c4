import { expect, test } from 'vitest';
import { lineText } from '../../src/text/line-text.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('the first line, without its end', () => {
  expect(lineText(Buffer.from('zwölf\r\nnext\n'))).toBe('zwölf');
  expect(lineText(Buffer.from('\ufeffa\n'))).toBe('a');
  expect(lineText(Buffer.from('\n'))).toBe('');
});

test.each([
  ['é', 1],
  ['日', 1],
  ['日', 2],
  ['🙂', 1],
  ['🙂', 2],
  ['🙂', 3],
])('%s is left out where only %i of its bytes are there', (character, n) => {
  expect(lineText(Buffer.concat([Buffer.from('a'), Buffer.from(character).subarray(0, n)]))).toBe('a');
});

test('whole characters stay, and bytes that are none', () => {
  expect(lineText(Buffer.from('a🙂'))).toBe('a🙂');
  for (const odd of ['\xff', '\xf8', '\x80']) expect(lineText(bytes(`a${odd}`))).toBe('a\ufffd');
});
