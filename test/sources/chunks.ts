/** Makes and collects streams of bytes. */

/** `bytes` cut to pieces: of the given sizes in turn, the last one again and again. */
export async function* cut(bytes: Uint8Array, ...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? bytes.length;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

export interface Read {
  readonly bytes: Buffer;
  /** What it failed with behind these bytes; null where it did not. */
  readonly error: string | null;
}

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Read> {
  const all: Uint8Array[] = [];
  try {
    for await (const chunk of chunks) all.push(chunk);
    return { bytes: Buffer.concat(all), error: null };
  } catch (error) {
    return { bytes: Buffer.concat(all), error: (error as Error).message };
  }
}

/** Fails in few words where two texts differ. */
export function firstDifference(actual: Uint8Array, expected: Uint8Array): string {
  if (Buffer.compare(actual, expected) === 0) return 'none';
  let at = 0;
  while (actual[at] === expected[at]) at++;
  return `at byte ${at} of ${actual.length} and ${expected.length}`;
}
