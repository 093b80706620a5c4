/**
 * How much one input may come to, so that a small file that was made to be endless is not read to its end. Everything
 * is read as a stream: this bounds time, not memory.
 */
import { LogscanError } from '../model/errors.js';
import { thousands } from '../text/numbers.js';
import type { Chunks } from './peek.js';

/** The most archives within each other, and the most layers of compression. */
export const DEEPEST = 5;
const MOST_MEMBERS = 100_000;
/**
 * Bytes that may come out for each byte that went in, beyond the first gigabyte. A million equal lines give 343 by gzip
 * -9, 6,700 by xz and 11,700 by zstd -19; with a time that changes they give at most 640. Bombs give 32,000 and more,
 * except by gzip and zip, which cannot give more than 1,032.
 */
const MOST_RATIO = 20_000;
const FREE = 1 << 30;

export class Bounds {
  #in = 0;
  #out = 0;
  #members = 0;

  /** Counts bytes of the input that are handed to a decoder. */
  add(bytes: number): void {
    this.#in += bytes;
  }

  /** Passes the input on, and counts what goes in. */
  async *taking(chunks: Chunks): Chunks {
    for await (const chunk of chunks) {
      this.#in += chunk.length;
      yield chunk;
    }
  }

  /** Passes on what a decoder gives. @throws LogscanError `input` where it is too much */
  async *giving(chunks: Chunks): Chunks {
    for await (const chunk of chunks) {
      this.#out += chunk.length;
      if (this.#out > FREE && this.#out > MOST_RATIO * this.#in) {
        throw new LogscanError(
          'input',
          `more than ${thousands(MOST_RATIO)} times as large unpacked as packed: not read on; unpack it first`,
        );
      }
      yield chunk;
    }
  }

  /** One more member. @throws LogscanError `input` where there are too many */
  countMember(): void {
    this.#members += 1;
    if (this.#members <= MOST_MEMBERS) return;
    throw new LogscanError(
      'input',
      `more than ${thousands(MOST_MEMBERS)} members: the rest was not read; unpack it first`,
    );
  }
}
