/** The bytes of a regular file as chunks, the next one read while the last one is worked on. */
import { closeSync, read } from 'node:fs';
import { promisify } from 'node:util';
import type { Chunks } from './head.js';

const readInto = promisify(read);
/** A quarter of a megabyte of compressed log is about one of text. */
const CHUNK = 256 * 1024;

export class FileBytes {
  readonly #fd: number;
  readonly #position: number | null;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** From `position` on; null: from where the descriptor stands, and only once. */
  constructor(fd: number, position: number | null) {
    this.#fd = fd;
    this.#position = position;
  }

  /** To the file's end, wherever that is by then. */
  async *chunks(): Chunks {
    let position = this.#position;
    for (let reading = this.#read(position); ; ) {
      const { bytesRead, buffer } = await reading;
      if (bytesRead === 0) return;
      if (position !== null) position += bytesRead;
      reading = this.#read(position);
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** Gives the same bytes again from their beginning; null where that is not possible. */
  get again(): (() => Chunks) | null {
    return this.#position === null ? null : () => this.chunks();
  }

  /** Closes the descriptor, but for standard input, as soon as nothing is being read. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#fd > 2) void this.#last.then(() => closeSync(this.#fd));
  }

  #read(position: number | null): Promise<{ bytesRead: number; buffer: Uint8Array }> {
    if (this.#isClosed) return Promise.resolve({ bytesRead: 0, buffer: new Uint8Array(0) });
    const reading = readInto(this.#fd, Buffer.allocUnsafeSlow(CHUNK), 0, CHUNK, position);
    // Also where nobody waits for it, because its consumer has left.
    this.#last = reading.catch(() => {});
    return reading;
  }
}
