/** A decoder that is handed bytes and asked for its output, so that nothing of what came out is lost where it fails. */
import type { Transform } from 'node:stream';

export type Taken =
  /** All bytes were taken. */
  | 'whole'
  /** The data had ended before them, or in the midst of them: see `used`. */
  | 'ended'
  /** See `failure`. */
  | 'failed';

export interface Decoder {
  /** Why it failed, in the decoder's words. */
  readonly failure: string | null;
  /** Hands in some bytes; resolves when they were decoded. They must stay as they are till then. */
  write(bytes: Uint8Array): Promise<Taken>;
  /** The input has ended: `ended` if the data had as well, else `failed`. */
  finish(): Promise<Taken>;
  /** What came out since the last call. */
  take(): Uint8Array[];
  close(): void;
}

/**
 * A stream of Node's zlib as such a decoder: it works in a thread of its own. When it fails, it drops what had come out
 * of the bytes of that one `write`.
 */
export class Inflater implements Decoder {
  failure: string | null = null;
  readonly #zlib: ZlibStream;
  #output: Uint8Array[] = [];
  #settle: (taken: Taken) => void = () => {};
  #ended = false;

  constructor(zlib: ZlibStream) {
    this.#zlib = zlib;
    zlib.on('data', (piece: Uint8Array) => this.#output.push(piece));
    zlib.on('end', () => {
      this.#ended = true;
      this.#settle('ended');
    });
    zlib.on('error', ({ message }) => {
      this.failure = message;
      this.#settle('failed');
    });
  }

  /** Bytes of the input that were used; where it failed: when it last was seen to be good. */
  get used(): number {
    return this.#zlib.bytesWritten;
  }

  write(bytes: Uint8Array): Promise<Taken> {
    return this.#ask(() => this.#zlib.write(bytes, (error) => error || this.#settle('whole')));
  }

  finish(): Promise<Taken> {
    return this.#ask(() => this.#zlib.end());
  }

  #ask(question: () => void): Promise<Taken> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.failure !== null) resolve('failed');
      else if (this.#ended) resolve('ended');
      else question();
    });
  }

  take(): Uint8Array[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }

  close(): void {
    this.#zlib.destroy();
  }
}

export type ZlibStream = Transform & { readonly bytesWritten: number };
