/** The bytes of a regular file as chunks. The next chunk is read while the last one is worked on. */
import { closeSync, read } from 'node:fs';
import { promisify } from 'node:util';
import type { Chunks } from './peek.js';
import { type FileState, shortening } from './shortened.js';

const readInto = promisify(read);
/** 256 KiB of compressed log are about 1 MiB of text. */
const CHUNK = 256 * 1024;

/** How far to read: a whole file, as it was when it was opened; or a part of one, up to a byte. */
type Extent = FileState | { readonly end: number };

export class FileBytes {
  readonly #fd: number;
  readonly #position: number | null;
  readonly #end: number;
  /** Null for a part: who reads it knows its size. */
  readonly #opened: FileState | null;
  readonly #keeps: boolean;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /**
   * @param position where to begin; null: where the descriptor stands, and then it can be read only once
   * @param extent the descriptor of a file of which a part is read is closed by the caller
   */
  constructor(fd: number, position: number | null, extent: Extent) {
    const isPart = 'end' in extent;
    this.#fd = fd;
    this.#position = position;
    this.#end = isPart ? extent.end : Number.POSITIVE_INFINITY;
    this.#opened = isPart ? null : extent;
    this.#keeps = fd <= 2 || isPart;
  }

  /**
   * Up to where the file ends at the time of reading, or where the part ends.
   * @throws LogscanError `input` where the file has become shorter
   */
  async *chunks(): Chunks {
    let position = this.#position;
    for (let reading = this.#read(position); ; ) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) {
        const fault =
          this.#isClosed || this.#opened === null || position === null
            ? null
            : shortening(this.#fd, this.#opened, position);
        if (fault !== null) throw fault;
        return;
      }
      if (position !== null) position += bytesRead;
      reading = this.#read(position);
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** Gives the same bytes again from their beginning; null where that is not possible. */
  get again(): (() => Chunks) | null {
    return this.#position === null ? null : () => this.chunks();
  }

  /** Ends all reading. Closes the descriptor, unless it is standard input, as soon as no read is under way. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#keeps) void this.#last.then(() => closeSync(this.#fd));
  }

  /** Resolves when no read is under way. */
  get idle(): Promise<unknown> {
    return this.#last;
  }

  #read(position: number | null): Promise<{ bytesRead: number; buffer: Uint8Array }> {
    const size = position === null ? CHUNK : Math.min(CHUNK, this.#end - position);
    if (this.#isClosed || size <= 0) return Promise.resolve({ bytesRead: 0, buffer: new Uint8Array(0) });
    const reading = readInto(this.#fd, Buffer.allocUnsafeSlow(size), 0, size, position);
    // Also where nobody waits for it any more, because its consumer has left.
    this.#last = reading.catch(() => {});
    return reading;
  }
}
