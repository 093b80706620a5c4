/**
 * gzip, several members in one file, as gzip(1) reads it: zero bytes behind the last member are padding, anything else
 * there is left alone and told. Runs at the speed of Node's zlib, which works in a thread of its own meanwhile.
 *
 * Where the data is damaged, zlib drops what it had decoded before the fault but not handed out yet, and does not say
 * where it stood. So the stretch before the fault is decoded again, byte by byte, by an understudy that is still good:
 * a file is simply read a second time, up to the fault; a pipe cannot be, so there the understudy follows one step
 * behind all the time, in another thread.
 */

import { createGunzip, createInflateRaw } from 'node:zlib';
import { corrupt, trailingGarbage, unexpectedEnd } from '../fault.js';
import type { Chunks } from '../peek.js';
import { Inflater } from './inflater.js';

/** Output comes in pieces of at most this many bytes. */
const PIECE = 256 * 1024;
/** Output of one step: what a log expands to differs by a factor of 200, and it is all held in memory at once. */
const STEP_OUTPUT = 1 << 20;
const FIRST_STEP = 16 * 1024;
const SMALLEST_STEP = 1024;
const LARGEST_STEP = 256 * 1024;
/** zlib may have read this many bytes further than it has decoded: two 64-bit words. */
const READ_AHEAD = 16;

/** Bare, as the members of zip archives have it, or with gzip's headers and sums around it. */
type Kind = 'gzip' | 'deflate';

function newInflater(kind: Kind): Inflater {
  return new Inflater(kind === 'gzip' ? createGunzip({ chunkSize: PIECE }) : createInflateRaw({ chunkSize: PIECE }));
}

/** `again`: gives the same bytes once more from the beginning; null where that is not possible. */
export async function* gunzip(chunks: Chunks, again: (() => Chunks) | null, kind: Kind = 'gzip'): Chunks {
  const main = newInflater(kind);
  const understudy = new ReplayDecoder(kind);
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
      const following = again === null && last !== null ? understudy.write(last) : null;
      // What the step before gave is worked on while zlib works on this one.
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
        yield* understudy.finish(rest, { sent, sure: used - READ_AHEAD, why: failure! });
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
    understudy.close();
  }
}

/** Decodes the same bytes, drops what was sent already, and finds the fault. */
class ReplayDecoder {
  readonly #kind: Kind;
  #started: Inflater | null = null;
  #at = 0;
  #produced = 0;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Made when it is needed: an archive has thousands of small members without a fault. */
  get #inflater(): Inflater {
    this.#started ??= newInflater(this.#kind);
    return this.#started;
  }

  /** Bytes that are known to be good. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#inflater.write(bytes);
    this.#at += bytes.length;
    this.#produced += lengthOf(this.#inflater.take());
  }

  /** Gives what was not `sent` yet of the bytes before the fault, and throws the fault. The first `sure` bytes are good. */
  async *finish(chunks: Chunks, { sent, sure, why }: { sent: number; sure: number; why: string }): Chunks {
    /** What single bytes gave: thousands of pieces of some bytes each. */
    const crumbs: Uint8Array[] = [];
    for await (const chunk of chunks) {
      const good = Math.min(Math.max(0, sure - this.#at), chunk.length);
      if (good > 0) {
        await this.#inflater.write(chunk.subarray(0, good));
        this.#at += good;
        yield* this.#take(sent);
      }
      for (let i = good; i < chunk.length; i++) {
        const taken = await this.#inflater.write(chunk.subarray(i, i + 1));
        crumbs.push(...this.#take(sent));
        if (taken === 'failed') {
          yield Buffer.concat(crumbs);
          throw faultAt(this.#at, this.#inflater.failure!, this.#kind);
        }
        this.#at += 1;
      }
    }
    // Only a file that was changed meanwhile is good the second time.
    yield Buffer.concat(crumbs);
    throw corrupt(this.#kind, this.#at, why);
  }

  /** What came out, without what was sent. */
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
  // zlib says so only of a member's first two bytes, when it has the second; those of the first member were right.
  return why === 'incorrect header check' ? trailingGarbage(kind, at - 1) : corrupt(kind, at, why);
}

/** Behind a zero byte after the last member, which ends `at` so many bytes. */
function expectPadding(bytes: Uint8Array, at: number, kind: Kind): void {
  if (bytes.some((byte) => byte !== 0)) throw trailingGarbage(kind, at);
}

/** Ends where reading fails: what was read before comes first. */
async function* untilFailure(chunks: Chunks, failed: (reason: unknown) => void): Chunks {
  try {
    yield* chunks;
  } catch (reason) {
    failed(reason);
  }
}

/** Cuts chunks into steps of at most so many bytes, asked anew for each. */
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
