/**
 * Parts of sources as another program sends them, one behind the other. Each is a sequence of frames; a frame is its length
 * as four bytes, the highest first, and then so many bytes. The first frame of a part is JSON that says which it is, the
 * next ones are its bytes, and an empty one ends it.
 *
 *     {"part":7}                                          by its number in the plan
 *     {"part":7,"error":"no such file"}                   the same, which cannot be read
 *     {"source":"topic/0","from":0,"modified":null}       what has come of a source that has no end, from that byte on
 *
 * The bytes of a part that begins at byte 0 are the text's first. Those of any other one begin with the byte before it, which
 * tells whether a line starts there, and go on behind its end to a line feed, or to the end of the source.
 */
import { LogscanError } from '../model/errors.js';
import { ByteReader } from './byte-reader.js';

/** Of a source without an end: lines from `from` on, as many as are sent. */
export interface OpenPart {
  readonly name: string;
  readonly from: number;
  /** Epoch milliseconds, by which years are found that are not written; null: now. */
  readonly modified: number | null;
}

export interface FramedPart {
  readonly part: number | OpenPart;
  /** Why the sender cannot read it, or null. */
  readonly error: string | null;
  /** Its bytes, up to where it ends or nobody wants more. */
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/** A frame may be of any length; this much of it is held at a time. */
const CHUNK = 1 << 18;
/** The first frame of a part is small. */
const MOST_HEADER = 1 << 16;

/**
 * Each part must be done with before the next is asked for; what nobody has read of it is left out.
 * @throws LogscanError `input` where these are no frames, or end within one: chunks throw it too
 */
export async function* framedParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FramedPart> {
  const reader = new ByteReader(bytes);
  try {
    for (;;) {
      const length = await frameLength(reader);
      if (length === null) return;
      const frames = new Frames(reader);
      yield {
        ...headerOf(length > MOST_HEADER ? new Uint8Array(0) : await whole(reader, length)),
        chunks: frames.chunks(),
      };
      await frames.leave();
    }
  } finally {
    await reader.close();
  }
}

/** The frames of one part behind its first. */
class Frames {
  readonly #reader: ByteReader;
  /** Bytes left in the present frame. */
  #left = 0;
  #isOver = false;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.#next();
      if (chunk === null) return;
      yield chunk;
    }
  }

  async leave(): Promise<void> {
    while ((await this.#next()) !== null);
  }

  async #next(): Promise<Uint8Array | null> {
    if (this.#isOver) return null;
    if (this.#left === 0) {
      const length = await frameLength(this.#reader);
      if (length === null) throw broken('the end of them within a part');
      this.#left = length;
    }
    if (this.#left === 0) {
      this.#isOver = true;
      return null;
    }
    const chunk = await this.#reader.take(Math.min(this.#left, CHUNK));
    if (chunk.length === 0) throw broken('the end of them within a frame');
    this.#left -= chunk.length;
    return chunk;
  }
}

/** Null at the end of all. */
async function frameLength(reader: ByteReader): Promise<number | null> {
  const bytes = await reader.take(4);
  if (bytes.length === 0) return null;
  if (bytes.length < 4) throw broken('the end of them within a length');
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}

async function whole(reader: ByteReader, length: number): Promise<Uint8Array> {
  const bytes = await reader.take(length);
  if (bytes.length < length) throw broken('the end of them within a frame');
  return bytes;
}

function headerOf(bytes: Uint8Array): Pick<FramedPart, 'part' | 'error'> {
  try {
    const header = Object(JSON.parse(Buffer.from(bytes).toString())) as Record<string, unknown>;
    const { part, error = null, source, from, modified = null } = header;
    const isOpen = typeof source === 'string' && source !== '' && isNumber(from);
    if (isOpen && (modified === null || isNumber(modified)))
      return { part: { name: source, from, modified }, error: null };
    if (isNumber(part) && (error === null || typeof error === 'string')) return { part, error };
  } catch {
    // Said below.
  }
  throw broken('a part that does not begin with its number');
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function broken(what: string): LogscanError {
  return new LogscanError('input', `standard input: expected frames of parts of the plan; got ${what}`);
}
