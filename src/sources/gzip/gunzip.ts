/**
 * gzip, several members in one file, as gzip(1) reads it: zero bytes behind the last member are padding, anything else
 * there is left alone and reported. Runs as fast as Node's zlib, which works in its own thread meanwhile.
 *
 * Where the data is damaged, zlib drops what it decoded before the fault but did not hand out yet, and does not say
 * where it was. So the bytes before the fault are decoded once more, byte by byte, by a second decoder that has not
 * failed. For a file, that one reads the file again up to the fault. A pipe cannot be read again, so there it follows
 * one step behind all the time, in another thread.
 */

import { createGunzip, createInflateRaw } from 'node:zlib';
import { corrupt, trailingGarbage, unexpectedEnd } from '../fault.js';
import type { Chunks } from '../peek.js';
import { Inflater } from './inflater.js';

/** Output comes in chunks of at most this many bytes. */
const OUTPUT_SIZE = 256 * 1024;
/** Wanted output of one step, in bytes. A log expands by up to 200 times, and the output of a step is all in memory. */
const STEP_OUTPUT = 1 << 20;
const FIRST_STEP = 16 * 1024;
const SMALLEST_STEP = 1024;
const LARGEST_STEP = 256 * 1024;
/** zlib may have read up to this many bytes further than it has decoded: two 64-bit words. */
const READ_AHEAD = 16;

/** `deflate`: without gzip's headers and checksums, as in zip archives. */
type Kind = 'gzip' | 'deflate';

function newInflater(kind: Kind): Inflater {
  return new Inflater(
    kind === 'gzip' ? createGunzip({ chunkSize: OUTPUT_SIZE }) : createInflateRaw({ chunkSize: OUTPUT_SIZE }),
  );
}

/** `again`: gives the same bytes once more from the beginning; null where that is not possible. */
export async function* gunzip(chunks: Chunks, again: (() => Chunks) | null, kind: Kind = 'gzip'): Chunks {
  const main = newInflater(kind);
  const replay = new ReplayDecoder(kind);
  /** Compressed bytes before this step. */
  let at = 0;
  let sent = 0;
  let size = FIRST_STEP;
  let output: Uint8Array[] = [];
  let last: Uint8Array | null = null;
  let ended = false;
  let unread: { readonly reason: unknown } | null = null;
  const readable = untilFailure(chunks, (reason) => {
    unread = { reason };
  });
  try {
    for await (const step of steps(readable, () => size)) {
      if (ended) {
        expectPadding(step, main.used, kind);
        continue;
      }
      const writing = main.write(step);
      const following = again === null && last !== null ? replay.write(last) : null;
      // The consumer works on the last step's output while zlib works on this step.
      yield* output;
      sent += lengthOf(output);
      const taken = await writing;
      await following;
      output = main.take();
      if (taken === 'failed') {
        const { failure, used } = main;
        yield* output;
        sent += lengthOf(output);
        const rest = again === null ? once(step) : steps(again(), () => FIRST_STEP);
        yield* replay.finish(rest, { sent, sure: used - READ_AHEAD, why: failure! });
      }
      if (taken === 'ended') {
        ended = true;
        yield* output;
        output = [];
        expectPadding(step.subarray(main.used - at), main.used, kind);
      }
      at += step.length;
      last = step;
      size = Math.ceil((step.length * STEP_OUTPUT) / Math.max(1, lengthOf(output)));
      size = Math.min(Math.max(size, SMALLEST_STEP), LARGEST_STEP);
    }
    yield* output;
    if (unread !== null) throw (unread as { readonly reason: unknown }).reason;
    if ((await main.finish()) === 'failed') throw unexpectedEnd(kind, at);
  } finally {
    main.close();
    replay.close();
  }
}

/** Decodes the same bytes once more, drops what was sent already, and finds where the fault is. */
class ReplayDecoder {
  readonly #kind: Kind;
  #started: Inflater | null = null;
  #at = 0;
  #produced = 0;

  constructor(kind: Kind) {
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

function faultAt(at: number, why: string, kind: Kind): Error {
  // zlib reports this only for the first two bytes of a member, once it has the second; those of the first member were
  // right.
  return why === 'incorrect header check' ? trailingGarbage(kind, at - 1) : corrupt(kind, at, why);
}

/** @throws where bytes other than zero stand behind the last member, which ends at byte `at` */
function expectPadding(bytes: Uint8Array, at: number, kind: Kind): void {
  if (bytes.some((byte) => byte !== 0)) throw trailingGarbage(kind, at);
}

/** Ends where reading fails, after everything that was read before; `failed` is called with the reason. */
async function* untilFailure(chunks: Chunks, failed: (reason: unknown) => void): Chunks {
  try {
    yield* chunks;
  } catch (reason) {
    failed(reason);
  }
}

/** Cuts chunks into steps of at most `size()` bytes, which is asked before each step. */
async function* steps(chunks: Chunks, size: () => number): Chunks {
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const to = Math.min(from + size(), chunk.length);
      yield chunk.subarray(from, to);
      from = to;
    }
  }
}

async function* once(chunk: Uint8Array): Chunks {
  yield chunk;
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
