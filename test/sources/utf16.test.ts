import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utf16ToUtf8 } from '../../src/sources/utf16-to-utf8.js';
import { cut, readAll } from './chunks.js';

describe.each(['utf-16le', 'utf-16be'] as const)('%s', (order) => {
  const bytesOf = (units: readonly number[], more: readonly number[] = []) => {
    const bytes = Buffer.alloc(2 * units.length);
    for (const [i, unit] of units.entries()) {
      if (order === 'utf-16le') bytes.writeUInt16LE(unit, 2 * i);
      else bytes.writeUInt16BE(unit, 2 * i);
    }
    return Buffer.concat([bytes, Buffer.from(more)]);
  };
  const decode = async (bytes: Uint8Array, ...sizes: number[]) => {
    const { bytes: text, error } = await readAll(utf16ToUtf8(cut(bytes, ...sizes), order));
    expect(error).toBeNull();
    return text.toString('utf8');
  };
  const LINE = '2026-11-01 — Größe 漢字 😀\r\n';
  const unitsOf = (text: string) => [...Array(text.length).keys()].map((i) => text.charCodeAt(i));

  test.each([1, 2, 3, 5, 7, 1000])('%d bytes at a time', async (size) => {
    expect(await decode(bytesOf(unitsOf(LINE.repeat(3))), size)).toBe(LINE.repeat(3));
  });

  test.each<[string, number[], number[], string]>([
    ['a first half alone', [0x41, 0xd83d, 0x42], [], 'A\ufffdB'],
    ['a second half alone', [0x41, 0xde00, 0x42], [], 'A\ufffdB'],
    ['halves the wrong way round', [0xde00, 0xd83d], [], '\ufffd\ufffd'],
    ['two first halves', [0xd83d, 0xd83d, 0xde00], [], '\ufffd😀'],
    ['a first half at the end', [0x41, 0xd83d], [], 'A\ufffd'],
    ['half a unit at the end', [0x41], [0x42], 'A\ufffd'],
    ['both at the end', [0x41, 0xd83d], [0x42], 'A\ufffd'],
    ['nothing but half a unit', [], [0x42], '\ufffd'],
    ['a mark within the text', [0x41, 0xfeff, 0x42], [], 'A\ufeffB'],
    ['a mark that nobody took off', [0xfeff, 0x41], [], '\ufeffA'],
    ['nothing', [], [], ''],
  ])('%s', async (_name, all, more, text) => {
    for (const size of [1, 2, 3, 100]) expect(await decode(bytesOf(all, more), size)).toBe(text);
  });

  test('a mark that begins a later line is dropped, wherever the pieces are cut', async () => {
    const text = `a\n\ufeff${LINE}\ufeffb\ufeff\n\n\ufeff`;
    const expected = `a\n${LINE}b\ufeff\n\n`;
    for (let size = 1; size < 20; size++) expect(await decode(bytesOf(unitsOf(text)), size)).toBe(expected);
    expect(await decode(bytesOf(unitsOf('a\n\ufeff\ufeffb')), 1000)).toBe('a\n\ufeffb');
  });

  test('whatever comes, in whatever pieces, it is what WHATWG’s decoder gives', async () => {
    const unit = fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff }), fc.nat(0x7f));
    await fc.assert(
      fc.asyncProperty(
        fc.array(unit, { maxLength: 40 }),
        fc.array(fc.nat(255), { maxLength: 1 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
        async (all, more, sizes) => {
          const bytes = bytesOf(all, more);
          const expected = new TextDecoder(order, { ignoreBOM: true }).decode(bytes).replaceAll('\n\ufeff', '\n');
          expect(await decode(bytes, ...sizes)).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
