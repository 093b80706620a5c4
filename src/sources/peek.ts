/** Looks at the first bytes of a stream without consuming them. */
import { isDecided } from './format.js';

export type Chunks = AsyncIterable<Uint8Array>;

/**
 * Reads until the first bytes decide the format, or there are no more. `chunks` then gives everything, `head` included. A
 * failure before that is thrown by `chunks`, after the bytes that came before it.
 */
export async function peek(source: Chunks): Promise<{ head: Uint8Array; chunks: Chunks }> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let failure: { readonly reason: unknown } | null = null;
  try {
    while (!isDecided(head)) {
      const { value, done } = await iterator.next();
      if (done) break;
      head = head.length === 0 ? value : Buffer.concat([head, value]);
    }
  } catch (reason) {
    failure = { reason };
  }
  async function* all() {
    try {
      if (head.length > 0) yield head;
      if (failure !== null) throw failure.reason;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, chunks: all() };
}

/** All but the first `count` bytes. */
export async function* withoutFirst(chunks: Chunks, count: number): Chunks {
  let skip = count;
  for await (const chunk of chunks) {
    if (chunk.length > skip) yield skip === 0 ? chunk : chunk.subarray(skip);
    skip -= Math.min(skip, chunk.length);
  }
}
