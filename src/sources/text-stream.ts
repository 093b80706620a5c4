/** A generator of chunks as a Node stream that fails only after everything before the failure was read. */
import { Readable } from 'node:stream';
import type { Chunks } from './peek.js';

export class TextStream extends Readable {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #close: () => void;

  /** `close` is called once, at the end or when the stream is destroyed: it must end whatever the chunks wait for. */
  constructor(chunks: Chunks, close: () => void) {
    // No reading ahead: a stream that fails drops what it has read ahead.
    super({ highWaterMark: 0 });
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#close = close;
  }

  override _read(): void {
    this.#iterator.next().then(
      ({ value, done }) => {
        // An empty chunk cannot be pushed, and without a push nobody would ask again.
        if (!done && value.length === 0) this._read();
        else this.push(done ? null : value);
      },
      (failure: Error) => this.destroy(failure),
    );
  }

  override _destroy(failure: Error | null, done: (failure: Error | null) => void): void {
    this.#close();
    // Not waited for: it may hang in a read that is never answered.
    void this.#iterator.return?.().catch(() => {});
    done(failure);
  }
}
