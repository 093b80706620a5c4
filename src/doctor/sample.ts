/**
 * Parts of a source's text: the first, one from the middle, the last. They are read by position from a plain file, and
 * from a stream as it runs through, up to a limit. A small text is taken whole.
 */
import { readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { OpenSource } from '../sources/open-source.js';

export interface SamplePart {
  /** Byte of its start in the text; a byte order mark counts as before it. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** Whether a line starts at its start, and whether the text ends with it. */
  readonly startsLine: boolean;
  readonly endsText: boolean;
}

export interface Sample {
  readonly parts: readonly SamplePart[];
  readonly whole: boolean;
  /** Bytes of the text; null where reading stopped before its end. */
  readonly totalBytes: number | null;
  /** The error that ended the reading early, or null. */
  readonly failure: unknown;
}

/** Bytes of a part. The reference reads three parts in about a second. */
const PART = 512 * 1024;
/** At most this much of a stream is decompressed: about a second. */
const STREAM_LIMIT = 256 << 20;

export async function sampleOf(source: OpenSource, signal: AbortSignal): Promise<Sample> {
  if (source.file !== null) return sampleFile(source.file, source.start);
  return sampleStream(source.stream!, source.start, signal);
}

function sampleFile({ fd, position, size }: NonNullable<OpenSource['file']>, start: number): Sample {
  const from = Math.min(position + start, size);
  const total = size - from;
  const part = (at: number, length: number): SamplePart => {
    const bytes = Buffer.alloc(length);
    let n = 0;
    for (let got = -1; n < length && got !== 0; n += got) got = readSync(fd, bytes, n, length - n, from + at + n);
    return { offset: start + at, bytes: bytes.subarray(0, n), startsLine: at === 0, endsText: at + length >= total };
  };
  const whole = total <= 3 * PART;
  const parts = whole
    ? [part(0, total)]
    : [part(0, PART), part(Math.floor((total - PART) / 2), PART), part(total - PART, PART)];
  return { parts, whole, totalBytes: total, failure: null };
}

async function sampleStream(stream: Readable, start: number, signal: AbortSignal): Promise<Sample> {
  const sampler = new StreamSampler();
  let failure: unknown = null;
  let ended = true;
  // The stream may be waiting for bytes that never come.
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sampler.add(chunk);
      if (sampler.total < STREAM_LIMIT && !signal.aborted) continue;
      ended = false;
      break;
    }
  } catch (error) {
    if (signal.aborted) ended = false;
    else failure = error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const parts = sampler.parts(ended && failure === null).map((part) => ({ ...part, offset: start + part.offset }));
  return {
    parts,
    whole: parts.length === 1 && ended && failure === null,
    totalBytes: ended && failure === null ? sampler.total : null,
    failure,
  };
}

interface PartBuffer {
  readonly at: number;
  readonly chunks: Buffer[];
  length: number;
}

/**
 * Keeps the first part of a stream, the last one, and one that began near the middle: parts begin at positions that
 * double, and of the last two the one nearer to the middle is used.
 */
class StreamSampler {
  total = 0;
  readonly #first: PartBuffer = { at: 0, chunks: [], length: 0 };
  #middles: PartBuffer[] = [];
  #nextMiddle = 2 * PART;
  #last: PartBuffer = { at: 0, chunks: [], length: 0 };

  add(chunk: Buffer): void {
    // Up to three parts, the text is kept whole.
    fill(this.#first, chunk, 3 * PART);
    for (const middle of this.#middles) fill(middle, chunk, PART);
    if (this.total + chunk.length > this.#nextMiddle) {
      this.#middles = [...this.#middles.slice(-1), { at: this.total, chunks: [chunk], length: chunk.length }];
      this.#nextMiddle = 2 * Math.max(this.#nextMiddle, this.total);
    }
    this.total += chunk.length;
    this.#last.chunks.push(chunk);
    this.#last.length += chunk.length;
    while (this.#last.length - this.#last.chunks[0]!.length >= PART) {
      const dropped = this.#last.chunks.shift()!.length;
      this.#last = { at: this.#last.at + dropped, chunks: this.#last.chunks, length: this.#last.length - dropped };
    }
  }

  parts(endsText: boolean): SamplePart[] {
    if (this.total <= 3 * PART) return [partOf(this.#first, 0, this.total, endsText)];
    const first = partOf(this.#first, 0, PART, false);
    const half = this.total / 2;
    const middle = this.#middles.reduce((a, b) => (Math.abs(a.at - half) <= Math.abs(b.at - half) ? a : b));
    const from = Math.max(PART, middle.at);
    const to = Math.min(from + PART, this.total - PART);
    const last = partOf(this.#last, this.total - PART, this.total, endsText);
    return to > from ? [first, partOf(middle, from, to, false), last] : [first, last];
  }
}

function fill(buffer: PartBuffer, chunk: Buffer, limit: number): void {
  if (buffer.length >= limit) return;
  buffer.chunks.push(chunk);
  buffer.length += chunk.length;
}

function partOf({ at, chunks }: PartBuffer, from: number, to: number, endsText: boolean): SamplePart {
  const bytes = Buffer.concat(chunks).subarray(from - at, to - at);
  return { offset: from, bytes, startsLine: from === 0, endsText };
}
