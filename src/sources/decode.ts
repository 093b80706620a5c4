/** UTF-8 text from whatever the first bytes say that it is: compressed, or UTF-16, or both. Each is undone once. */
import type { Readable } from 'node:stream';
import { type Compression, type Encoding, encodingOf, formatOf } from './format.js';
import { gunzip } from './gzip.js';
import { behind, type Chunks, peek } from './head.js';
import { unpackWith } from './program.js';
import { TextStream } from './text-stream.js';
import { utf16ToUtf8 } from './utf16.js';
import { unzstd } from './zstd.js';

/** Bytes as they lie on the disk or come from elsewhere. */
export interface RawBytes {
  /** To be iterated once. */
  chunks(): Chunks;
  /** Gives the same bytes from their beginning once more; null where that is not possible. */
  readonly again: (() => Chunks) | null;
  /** Ends what the chunks wait for. */
  close(): void;
}

export interface Decoded {
  /** Of the text, when it is unpacked. */
  readonly encoding: Encoding;
  readonly compression: Compression | 'none';
  /** Bytes of the UTF-8 byte order mark that was taken off. */
  readonly start: number;
  /**
   * The text as UTF-8, without its mark. Closes the raw bytes when it ends, fails or is destroyed. It fails behind all
   * bytes that could be decoded: with a LogscanError, or with the system error of reading.
   */
  readonly stream: Readable;
}

/** Reads as much as tells what the bytes are. */
export async function decode(raw: RawBytes): Promise<Decoded> {
  const end = new AbortController();
  const close = () => {
    end.abort();
    raw.close();
  };
  const outer = await peek(raw.chunks());
  const { kind } = formatOf(outer.head);
  const compression = kind === 'text' || kind === 'utf-16le' || kind === 'utf-16be' ? 'none' : kind;
  const { head, chunks } =
    compression === 'none' ? outer : await peek(unpack(compression, outer.chunks, raw.again, end.signal));
  const { encoding, mark } = encodingOf(head);
  const text = behind(chunks, mark);
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
  return {
    encoding,
    compression,
    start: isUtf16 ? 0 : mark,
    stream: new TextStream(isUtf16 ? utf16ToUtf8(text, encoding) : text, close),
  };
}

function unpack(compression: Compression, chunks: Chunks, again: RawBytes['again'], signal: AbortSignal): Chunks {
  if (compression === 'gzip') return gunzip(chunks, again);
  if (compression === 'zstd') return unzstd(chunks);
  return unpackWith(compression, chunks, { signal });
}
