/** UTF-8 text, or an archive, from bytes that may be compressed, UTF-16, or both: their first bytes decide. */
import type { Readable } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import { Bounds, DEEPEST } from './bounds.js';
import { notRead } from './fault.js';
import { type ArchiveKind, type Compression, type Encoding, encodingOf, type Format, formatOf } from './format.js';
import { gunzip } from './gzip/gunzip.js';
import { type Chunks, peek, withoutFirst } from './peek.js';
import { unpackWith } from './program.js';
import { TextStream } from './text-stream.js';
import { utf16ToUtf8 } from './utf16-to-utf8.js';
import { unzstdQuickly } from './zstd/by-program.js';

/** Bytes as they lie on the disk, or come from a pipe or an archive. */
export interface RawBytes {
  /** To be iterated once. */
  chunks(): Chunks;
  /** Gives the same bytes once more from the beginning; null where that is not possible, as for a pipe. */
  readonly again: (() => Chunks) | null;
  /** Ends whatever the chunks wait for. */
  close(): void;
}

export interface DecodedText {
  readonly archive: null;
  /** Of the text, once it is unpacked. */
  readonly encoding: Encoding;
  /** Whether a byte order mark said so. */
  readonly marked: boolean;
  /** The outermost, where there are several. */
  readonly compression: Compression | 'none';
  /** Bytes of the UTF-8 byte order mark that was taken off. */
  readonly start: number;
  /**
   * The text as UTF-8, without its mark. It closes the raw bytes when it ends, fails or is destroyed. It fails only
   * after all bytes that could be decoded: with a LogscanError, or with the system error of reading.
   */
  readonly stream: Readable;
}

export interface DecodedArchive {
  readonly archive: ArchiveKind;
  /** Its bytes, unpacked; they fail like those of a text. */
  readonly chunks: Chunks;
  /** Ends whatever the chunks wait for. */
  close(): void;
}

/**
 * Reads as many bytes as it takes to know what they are. `bounds`: those of the input that they are part of.
 * @throws NotText for a format that is recognised but not read
 */
export async function decode(raw: RawBytes, bounds = new Bounds()): Promise<DecodedText | DecodedArchive> {
  // Made only when a program unpacks: an archive may have 100,000 members, and each would create an abort signal.
  let end: AbortController | null = null;
  const signal = () => {
    end ??= new AbortController();
    return end.signal;
  };
  const close = () => {
    end?.abort();
    raw.close();
  };
  const layers: Compression[] = [];
  let again = raw.again;
  let { head, chunks } = await peek(raw.chunks());
  let { kind } = formatOf(head);
  while (isCompression(kind)) {
    layers.push(kind);
    if (layers.length > DEEPEST) {
      close();
      throw new LogscanError('input', `compressed more than ${DEEPEST} times over: not read; unpack it first`);
    }
    ({ head, chunks } = await peek(bounds.giving(unpack(kind, chunks, again, signal))));
    ({ kind } = formatOf(head));
    again = null;
  }
  if (kind === 'zip' || kind === 'tar') return { archive: kind, chunks, close };
  if (kind === '7z' || kind === 'rar' || kind === 'lz4' || kind === 'compress') {
    close();
    throw notRead(kind);
  }
  const { encoding, mark } = encodingOf(head);
  const text = withoutFirst(chunks, mark);
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
  return {
    archive: null,
    encoding,
    marked: mark > 0,
    compression: layers[0] ?? 'none',
    start: isUtf16 ? 0 : mark,
    stream: new TextStream(isUtf16 ? utf16ToUtf8(text, encoding) : text, close),
  };
}

function isCompression(kind: Format['kind']): kind is Compression {
  return kind === 'gzip' || kind === 'zstd' || kind === 'bzip2' || kind === 'xz';
}

function unpack(compression: Compression, chunks: Chunks, again: RawBytes['again'], signal: () => AbortSignal): Chunks {
  if (compression === 'gzip') return gunzip(chunks, again);
  if (compression === 'zstd') return unzstdQuickly(chunks, { again, signal, env: process.env });
  return unpackWith(compression, chunks, { signal: signal() });
}
