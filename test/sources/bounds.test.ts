import { expect, test } from 'vitest';
import { Bounds } from '../../src/sources/bounds.js';

/** So many times the same megabyte: nothing is held of it. */
async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(1 << 20);
  for (let i = 0; i < count; i++) yield chunk;
}

async function given(bounds: Bounds, count: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of bounds.giving(megabytes(count))) bytes += chunk.length;
  return bytes;
}

test('a gigabyte is always allowed, and what honest logs come to', async () => {
  expect(await given(new Bounds(), 1024)).toBe(1 << 30);
  const bounds = new Bounds();
  bounds.add(200_000);
  // A million equal lines come to 11,700 bytes for each that zstd -19 makes of them.
  expect(await given(bounds, 3000)).toBe(3000 * 2 ** 20);
});

test('a bomb is left, whatever is in what', async () => {
  const bounds = new Bounds();
  bounds.add(64_000);
  await expect(given(bounds, 3000)).rejects.toMatchObject({
    code: 'input',
    message: 'more than 20,000 times as large unpacked as packed: not read on; unpack it first',
  });
  const layers = new Bounds();
  layers.add(64_000);
  await given(layers, 700);
  await expect(given(layers, 700)).rejects.toThrow('more than 20,000 times');
});

test('members are counted over all archives in one', () => {
  const bounds = new Bounds();
  for (let i = 0; i < 100_000; i++) bounds.countMember();
  expect(() => bounds.countMember()).toThrow('more than 100,000 members: the rest was not read; unpack it first');
});
