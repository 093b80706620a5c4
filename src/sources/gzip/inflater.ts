/** A decoder that is handed bytes and asked for its output, so that no output is lost where it fails. */
import type { Transform } from 'node:stream';

export type Taken =
  /** All bytes were taken. */
  | 'whole'
  /** The data ended before these bytes or among them: see `used`. */
  | 'ended'
  /** See `failure`. */
  | 'failed';

export interface Decoder {
  /** Why it failed, in the decoder's words. */
  readonly failure: string | null;
  /** Hands in some bytes; resolves when they are decoded. They must not change before that. */
  write(bytes: Uint8Array): Promise<Taken>;
  /** The input has ended: `ended` if the data had ended too, else `failed`. */
  finish(): Promise<Taken>;
  /** What came out since the last call. */
  take(): Uint8Array[];
  close(): void;
}

/**
 * A stream of Node's zlib as such a decoder: it works in its own thread. When it fails, it drops the output of the
 * bytes of that one `write`.
 */
export class Inflater implements Decoder {
  failure: string | null = null;
  readonly #zlib: ZlibStream;
  #output: Uint8Array[] = [];
  #resolve: (taken: Taken) => void = () => {};
  #ended = false;

  constructor(zlib: ZlibStream) {
    this.#zlib = zlib;
    zlib.on('data', (piece: Uint8Array) => this.#output.push(piece));
    zlib.on('end', () => {
      this.#ended = true;
      this.#resolve('ended');
    });
    zlib.on('error', ({ message }) => {
      this.failure = message;
      this.#resolve('failed');
    });
  }

  /** Bytes of the input that were used; after a failure, those that were last known to be good. */
  get used(): number {
    return this.#zlib.bytesWritten;
  }

  write(bytes: Uint8Array): Promise<Taken> {
    return this.#ask(() => this.#zlib.write(bytes, (error) => error || this.#resolve('whole')));
  }

  finish(): Promise<Taken> {
    return this.#ask(() => this.#zlib.end());
  }

  #ask(question: () => void): Promise<Taken> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
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

/** Bytes of all pieces of an output. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
