/** Decoders of single zstd frames: Node's own from 22.15 and 23.8 on, else the library fzstd. */
import * as zlib from 'node:zlib';
import { type Decoder, Inflater, type Taken, type ZlibStream } from '../gzip/inflater.js';
import { isEndless } from './endless.js';

/** Takes parts: a frame's header, each of its blocks whole, and its checksum. */
export interface FrameDecoder extends Decoder {
  /** Whether it verifies the checksum itself. */
  readonly verifies: boolean;
}

export async function newFrameDecoder(): Promise<FrameDecoder> {
  const { createZstdDecompress } = zlib as typeof zlib & ZstdOfNode;
  if (createZstdDecompress !== undefined) {
    return Object.assign(new Inflater(createZstdDecompress({ chunkSize: 128 << 10 })), { verifies: true });
  }
  return newFzstdDecoder();
}

interface ZstdOfNode {
  createZstdDecompress?(options: { chunkSize: number }): ZlibStream;
}

/** About 200 MB/s, in this thread. It checks neither checksums nor sizes. */
export async function newFzstdDecoder(): Promise<FrameDecoder> {
  // Loaded only here: a newer Node decodes zstd itself.
  const { Decompress } = await import('fzstd');
  return new FzstdDecoder((take) => new Decompress(take) as unknown as Fzstd);
}

interface Fzstd {
  push(bytes: Uint8Array, isLast?: boolean): void;
  /** Parts that are not decoded yet, and how many bytes they have; not in its types (0.1.1). */
  c?: unknown[];
  l?: number;
}

class FzstdDecoder implements FrameDecoder {
  readonly verifies = false;
  failure: string | null = null;
  readonly #fzstd: Fzstd;
  #output: Uint8Array[] = [];

  constructor(start: (take: (piece: Uint8Array) => void) => Fzstd) {
    this.#fzstd = start((piece) => piece.length > 0 && this.#output.push(piece));
  }

  async write(part: Uint8Array): Promise<Taken> {
    // A block, with its 3 bytes of header, of the compressed type.
    if (part.length > 3 && ((part[0]! >> 1) & 3) === 2 && isEndless(part.subarray(3))) {
      this.failure = 'invalid Huffman table';
      return 'failed';
    }
    return this.#push(part, false);
  }

  async finish(): Promise<Taken> {
    // It holds back up to 17 bytes until the call that marks the end of the input.
    const taken = this.#push(new Uint8Array(0), true);
    return taken === 'whole' ? 'ended' : taken;
  }

  #push(bytes: Uint8Array, isLast: boolean): Taken {
    try {
      this.#fzstd.push(bytes, isLast);
      // It keeps what is left of each part, and all of the part with it, also where that is nothing: as much as the file.
      if (this.#fzstd.l === 0) this.#fzstd.c = [];
      return 'whole';
    } catch (error) {
      this.failure = (error as Error).message;
      return 'failed';
    }
  }

  take(): Uint8Array[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }

  close(): void {}
}
