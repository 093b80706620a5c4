/**
 * Finds a fault in gzip data, and what was decoded before it. Where the data is damaged, zlib drops what it decoded before
 * the fault but did not hand out yet, and does not say where it was. So the bytes before the fault are decoded once more,
 * byte by byte, by a second decoder that has not failed. For a file, that one reads the file again up to the fault. A pipe
 * cannot be read again, so there it follows one step behind all the time, in another thread.
 */
import { corrupt, trailingGarbage } from '../fault.js';
import type { Chunks } from '../peek.js';
import { type Inflater, lengthOf } from './inflater.js';
import { type GzipKind, newInflater } from './new-inflater.js';

/** Decodes the same bytes once more, drops what was sent already, and finds where the fault is. */
export class ReplayDecoder {
  readonly #kind: GzipKind;
  #started: Inflater | null = null;
  #at = 0;
  #produced = 0;

  constructor(kind: GzipKind) {
    this.#kind = kind;
  }

  /** Made only when needed: an archive has thousands of small members without a fault. */
  get #inflater(): Inflater {
    this.#started ??= newInflater(this.#kind);
    return this.#started;
  }

  /** Takes bytes that are known to be good. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#inflater.write(bytes);
    this.#at += bytes.length;
    this.#produced += lengthOf(this.#inflater.take());
  }

  /**
   * Gives what was not `sent` yet of the output before the fault, then throws the fault. The first `sure` bytes are
   * good.
   */
  async *finish(chunks: Chunks, { sent, sure, why }: { sent: number; sure: number; why: string }): Chunks {
    /** The output of single bytes: joined at the end, because there may be thousands of them. */
    const byteOutputs: Uint8Array[] = [];
    for await (const chunk of chunks) {
      const good = Math.min(Math.max(0, sure - this.#at), chunk.length);
      if (good > 0) {
        await this.#inflater.write(chunk.subarray(0, good));
        this.#at += good;
        yield* this.#take(sent);
      }
      for (let i = good; i < chunk.length; i++) {
        const taken = await this.#inflater.write(chunk.subarray(i, i + 1));
        byteOutputs.push(...this.#take(sent));
        if (taken === 'failed') {
          yield Buffer.concat(byteOutputs);
          throw faultAt(this.#at, this.#inflater.failure!, this.#kind);
        }
        this.#at += 1;
      }
    }
    // No fault the second time: only a file that was changed in between reads so.
    yield Buffer.concat(byteOutputs);
    throw corrupt(this.#kind, this.#at, why);
  }

  /** The output that was not sent yet. */
  *#take(sent: number): Iterable<Uint8Array> {
    for (const piece of this.#inflater.take()) {
      const known = Math.min(Math.max(0, sent - this.#produced), piece.length);
      this.#produced += piece.length;
      if (known < piece.length) yield piece.subarray(known);
    }
  }

  close(): void {
    this.#started?.close();
  }
}

function faultAt(at: number, why: string, kind: GzipKind): Error {
  // zlib reports this only for the first two bytes of a member, once it has the second; those of the first member were
  // right.
  return why === 'incorrect header check' ? trailingGarbage(kind, at - 1) : corrupt(kind, at, why);
}
