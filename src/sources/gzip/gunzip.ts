/**
 * gzip, several members in one file, as gzip(1) reads it: zero bytes behind the last member are padding, anything else
 * there is left alone and reported. Runs as fast as Node's zlib, which works in its own thread meanwhile.
 * Where the data is damaged, `replay-decoder.ts` finds the fault and what came before it.
 */
import { trailingGarbage, unexpectedEnd } from '../fault.js';
import type { Chunks } from '../peek.js';
import { lengthOf } from './inflater.js';
import { type GzipKind, newInflater } from './new-inflater.js';
import { ReplayDecoder } from './replay-decoder.js';

/** Wanted output of one step, in bytes. A log expands by up to 200 times, and the output of a step is all in memory. */
const STEP_OUTPUT = 1 << 20;
const FIRST_STEP = 16 * 1024;
const SMALLEST_STEP = 1024;
const LARGEST_STEP = 256 * 1024;
/** zlib may have read up to this many bytes further than it has decoded: two 64-bit words. */
const READ_AHEAD = 16;

/** `again`: gives the same bytes once more from the beginning; null where that is not possible. */
export async function* gunzip(chunks: Chunks, again: (() => Chunks) | null, kind: GzipKind = 'gzip'): Chunks {
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

/** @throws where bytes other than zero stand behind the last member, which ends at byte `at` */
function expectPadding(bytes: Uint8Array, at: number, kind: GzipKind): void {
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
