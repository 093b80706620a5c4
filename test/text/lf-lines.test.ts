/** Lines of documents, however their bytes arrive. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lfLines } from '../../src/text/lf-lines.js';

async function linesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  async function* arriving() {
    yield* chunks;
  }
  for await (const line of lfLines(arriving())) lines.push(line);
  return lines;
}

test('LF alone ends a line, wherever the bytes are cut', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '\n', '\r', '\u2028', '\u2029', '\u0085', '\v', 'ü', '😀'),
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 4 }), async (written, cuts) => {
      const bytes = Buffer.from(written);
      const places = [0, ...cuts.map((at) => Math.min(at, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((at, i) => bytes.subarray(places[i]!, at));
      const expected = written.split('\n');
      if (expected.at(-1) === '') expected.pop();
      expect(await linesOf(chunks)).toEqual(expected);
    }),
  );
});
