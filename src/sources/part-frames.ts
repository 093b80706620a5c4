/**
 * Parts of sources as another program sends them, one behind the other. Each is a sequence of frames; a frame is its length
 * as four bytes, the highest first, and then so many bytes. The first frame of a part is JSON that says which it is
 * (`{"part":7}`, and why it cannot be read where it cannot: `{"part":7,"error":"no such file"}`), the next ones are its
 * bytes, and an empty one ends it.
 */
import { LogscanError } from '../model/errors.js';
import { ByteReader } from './byte-reader.js';

export interface FramedPart {
  readonly part: number;
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
    const { part, error = null } = JSON.parse(Buffer.from(bytes).toString()) as { part: unknown; error?: unknown };
    if (Number.isInteger(part) && (error === null || typeof error === 'string')) return { part: part as number, error };
  } catch {
    // Said below.
  }
  throw broken('a part that does not begin with its number');
}

function broken(what: string): LogscanError {
  return new LogscanError('input', `standard input: expected frames of parts of the plan; got ${what}`);
}
