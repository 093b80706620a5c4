/**
 * Unpacks a tar archive as a stream. Bytes are handed to the unpacker, tar-stream, one chunk at a time, so that everything
 * before the end of a truncated archive, or before a fault in what it is packed in, is read first.
 */
import type { LogscanError } from '../../model/errors.js';
import type { RawBytes } from '../decode.js';
import { corrupt, unexpectedEnd } from '../fault.js';
import type { Chunks } from '../peek.js';

const BLOCK = 512;

/** What the unpacker says of an entry. */
interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string | null;
  readonly mtime: Date;
  /** Where its data begins in the archive. */
  readonly byteOffset: number;
  readonly pax: Readonly<Record<string, string>> | null;
}

/** The part of tar-stream that is used. Its published types have Node's streams, which it does not use. */
export interface TarStream {
  extract(options: { allowUnknownFormat: boolean; highWaterMark: number }): Unpacker;
}

interface Unpacker {
  write(chunk: Uint8Array): void;
  end(): void;
  destroy(): void;
  on(event: 'entry', listener: (header: Header, stream: PartStream, next: () => void) => void): this;
  on(event: 'drain' | 'close', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

interface PartStream {
  read(): Uint8Array | null;
  on(event: 'readable' | 'end' | 'close' | 'error', listener: () => void): this;
}

export interface Part {
  readonly header: Header;
  readonly stream: PartStream;
  /** Lets the unpacker go on to the next part. */
  readonly next: () => void;
  /** Where its next byte stands in the archive. */
  position: number;
  isOver: boolean;
}

export class Unpacking {
  readonly #unpacker: Unpacker;
  readonly #input: AsyncIterator<Uint8Array>;
  /** Bytes that were handed to the unpacker. */
  #fed = 0;
  #isHungry = true;
  /** Why the input ended in the middle of a part; null: it has not. */
  #fault: unknown = null;
  /** Whether reading a part has thrown what is wrong with the archive: `next` then ends without throwing it again. */
  #isThrown = false;
  #found: Part | null = null;
  #part: Part | null = null;
  /** Where the last part ends, its padding included. */
  #end = 0;
  #failure: unknown = null;
  #isClosed = false;
  #hasHappened = false;
  #wake: () => void = () => {};
  /** The last call of `#take`, which the next one waits for. */
  #lastTake: Promise<unknown> = Promise.resolve();

  constructor(unpacker: Unpacker, chunks: Chunks) {
    this.#unpacker = unpacker;
    this.#input = chunks[Symbol.asyncIterator]();
    const happened = (change: () => void) => () => {
      change();
      this.#hasHappened = true;
      this.#wake();
    };
    unpacker.on('entry', (header, stream, next) => {
      const part: Part = { header, stream, next, position: header.byteOffset, isOver: header.size === 0 };
      const over = happened(() => {
        part.isOver = true;
      });
      stream
        .on(
          'readable',
          happened(() => {}),
        )
        .on('end', over)
        .on('close', over)
        .on('error', over);
      happened(() => {
        this.#found = part;
      })();
    });
    unpacker.on('error', (error) => {
      this.#failure ??= this.#inWords(error);
    });
    unpacker.on(
      'drain',
      happened(() => {
        this.#isHungry = true;
      }),
    );
    unpacker.on(
      'close',
      happened(() => {
        this.#isClosed = true;
      }),
    );
  }

  /** The next part; null at the end. @throws what is wrong with the archive, unless reading a part has thrown it */
  async next(): Promise<Part | null> {
    this.#part?.next();
    for (;;) {
      if (this.#isThrown) return null;
      if (this.#found !== null) {
        this.#part = this.#found;
        this.#found = null;
        return this.#part;
      }
      if (this.#failure !== null) throw this.#failure;
      if (this.#isClosed) return null;
      await this.#more();
    }
  }

  /** The bytes of the current part. */
  bytesOf(part: Part): RawBytes {
    const chunks = async function* (this: Unpacking) {
      try {
        for (let chunk = await this.#take(part); chunk !== null; chunk = await this.#take(part)) yield chunk;
      } catch (error) {
        this.#isThrown = true;
        throw error;
      }
    };
    return { chunks: () => chunks.call(this), again: null, close: () => {} };
  }

  /** Skips to the end of the part, which may have been read in part. */
  async skip(part: Part): Promise<void> {
    try {
      while ((await this.#take(part)) !== null);
    } catch (error) {
      if (!this.#isThrown) throw error;
    }
    const { byteOffset, size } = part.header;
    this.#end = byteOffset + Math.ceil(size / BLOCK) * BLOCK;
  }

  close(): void {
    this.#unpacker.destroy();
    // Not waited for: it may hang in a read that is never answered.
    void this.#input.return?.()?.catch(() => {});
  }

  /** Takes wait for each other: a consumer that has left may still be waiting for its last chunk. */
  #take(part: Part): Promise<Uint8Array | null> {
    const taking = this.#lastTake.then(() => this.#takeNow(part));
    this.#lastTake = taking.catch(() => {});
    return taking;
  }

  async #takeNow(part: Part): Promise<Uint8Array | null> {
    while (this.#part === part) {
      const chunk = part.stream.read();
      if (chunk !== null) {
        const sound = Math.min(chunk.length, this.#fed - part.position);
        part.position += chunk.length;
        if (sound > 0) return chunk.subarray(0, sound);
      }
      if (this.#fault !== null && part.position >= this.#fed) throw this.#fault;
      if (part.isOver && this.#failure === null) return null;
      if (this.#failure !== null) throw this.#failure;
      if (chunk === null) await this.#more();
    }
    return null;
  }

  /** Feeds the unpacker if it has nothing left, and waits for something to happen. */
  async #more(): Promise<void> {
    if (this.#isHungry) {
      this.#isHungry = false;
      try {
        const { value, done } = await this.#input.next();
        if (done) this.#finish(null);
        else if (value.length === 0) this.#isHungry = true;
        else {
          this.#fed += value.length;
          this.#unpacker.write(value);
        }
        if (!done && value.length === 0) return;
      } catch (failure) {
        this.#finish(failure);
      }
    }
    if (!this.#hasHappened) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#hasHappened = false;
  }

  /** The input has ended, or failed. */
  #finish(failure: unknown): void {
    const part = this.#part;
    if (part !== null && !part.isOver && part.header.byteOffset + part.header.size > this.#fed) {
      this.#fault = failure ?? unexpectedEnd('tar', this.#fed);
      // The unpacker would drop what it has not handed over yet: one more byte makes it hand over all of that.
      this.#unpacker.write(new Uint8Array(1));
      return;
    }
    this.#failure ??= failure;
    if (failure === null) this.#unpacker.end();
    else this.#unpacker.destroy();
  }

  #inWords({ message }: Error): LogscanError {
    if (message === 'Unexpected end of data') return unexpectedEnd('tar', this.#fed);
    return corrupt('tar', this.#end, /^Invalid/.test(message) ? 'no valid header' : message);
  }
}
