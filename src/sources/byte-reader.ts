/** Reads exact numbers of bytes from a stream of chunks. */
import type { Chunks } from './peek.js';

export class ByteReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #position = 0;

  constructor(chunks: Chunks) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** Bytes read or skipped so far. */
  get position(): number {
    return this.#position;
  }

  /** The next `count` bytes; fewer where the stream ends before. */
  async take(count: number): Promise<Uint8Array> {
    if (this.#chunk.length === 0 && !(await this.#more())) return this.#chunk;
    if (this.#chunk.length >= count) return this.#cut(count);
    const parts: Uint8Array[] = [];
    let missing = count;
    do {
      const part = this.#cut(Math.min(missing, this.#chunk.length));
      parts.push(part);
      missing -= part.length;
    } while (missing > 0 && (await this.#more()));
    return Buffer.concat(parts);
  }

  /** Leaves out the next `count` bytes; false where the stream ends before. */
  async skip(count: number): Promise<boolean> {
    let missing = count;
    while (missing > 0) {
      if (this.#chunk.length === 0 && !(await this.#more())) return false;
      missing -= this.#cut(Math.min(missing, this.#chunk.length)).length;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  #cut(count: number): Uint8Array {
    const bytes = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(count);
    this.#position += count;
    return bytes;
  }

  /** Gets the next chunk with something in it; false at the end. */
  async #more(): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.#iterator.next();
      if (done) return false;
      if (value.length === 0) continue;
      this.#chunk = value;
      return true;
    }
  }
}
