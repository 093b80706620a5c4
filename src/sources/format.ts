/** The format of a file, by its first bytes. Names and endings do not count. */
import { isTar, mayBeTar } from './format/is-tar.js';
import { mayBeUtf16, unmarkedOrder } from './format/unmarked-utf16.js';

export type Compression = 'gzip' | 'zstd' | 'bzip2' | 'xz';
export type ArchiveKind = 'zip' | 'tar';
/** Recognised, so that they are not read as text, but not read. */
export type Unread = '7z' | 'rar' | 'lz4' | 'compress';

export type Format =
  /** Bytes of the UTF-8 byte order mark, or of that of UTF-16: 0 where there is none. */
  | { readonly kind: 'text' | 'utf-16le' | 'utf-16be'; readonly mark: number }
  | { readonly kind: Compression | ArchiveKind | Unread };

/** At most this many first bytes decide. */
export const HEAD_SIZE = 4096;

const text: Format = { kind: 'text', mark: 0 };

/** The signatures: sequences of first bytes that say what a file is. Each byte is a value, or a range of values. */
const SIGNATURES: readonly Signature[] = [
  signature({ kind: 'text', mark: 3 }, [0xef, 0xbb, 0xbf]),
  signature({ kind: 'utf-16le', mark: 2 }, [0xff, 0xfe]),
  signature({ kind: 'utf-16be', mark: 2 }, [0xfe, 0xff]),
  signature({ kind: 'gzip' }, [0x1f, 0x8b]),
  signature({ kind: 'zstd' }, [0x28, 0xb5, 0x2f, 0xfd]),
  // A zstd file may begin with a skippable frame: 0x184D2A50 to 0x184D2A5F, little-endian (RFC 8878).
  signature({ kind: 'zstd' }, [[0x50, 0x5f], 0x2a, 0x4d, 0x18]),
  // "BZh" alone could be text. Behind the level stands the magic number of a block (pi), or that of an empty file's end
  // (its root).
  signature({ kind: 'bzip2' }, [0x42, 0x5a, 0x68, [0x31, 0x39], 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
  signature({ kind: 'bzip2' }, [0x42, 0x5a, 0x68, [0x31, 0x39], 0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
  signature({ kind: 'xz' }, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  // In this order: a member, the end of an archive without members, the first of several files.
  signature({ kind: 'zip' }, [0x50, 0x4b, 0x03, 0x04]),
  signature({ kind: 'zip' }, [0x50, 0x4b, 0x05, 0x06]),
  signature({ kind: 'zip' }, [0x50, 0x4b, 0x07, 0x08]),
  signature({ kind: '7z' }, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  signature({ kind: 'rar' }, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]),
  signature({ kind: 'lz4' }, [0x04, 0x22, 0x4d, 0x18]),
  signature({ kind: 'compress' }, [0x1f, 0x9d]),
];

interface Signature {
  readonly format: Format;
  /** What each byte may be: from, to. */
  readonly bytes: readonly (readonly [number, number])[];
}

function signature(format: Format, bytes: readonly (number | readonly [number, number])[]): Signature {
  return { format, bytes: bytes.map((byte) => (typeof byte === 'number' ? [byte, byte] : byte)) };
}

/** The format of a file that begins with `head`, or that is no longer than `head`. */
export function formatOf(head: Uint8Array): Format {
  const known = signatureOf(head);
  if (known !== undefined) return known.format;
  if (isTar(head)) return { kind: 'tar' };
  const order = unmarkedOrder(head.subarray(0, HEAD_SIZE));
  return order === null ? text : { kind: order, mark: 0 };
}

/** Whether no further bytes can change what `formatOf` says. For most texts the first line from a pipe is enough. */
export function isDecided(head: Uint8Array): boolean {
  if (head.length >= HEAD_SIZE || signatureOf(head) !== undefined) return true;
  if (head.length === 0 || SIGNATURES.some(({ bytes }) => fits(head, bytes))) return false;
  return isTar(head) || !(mayBeTar(head) || mayBeUtf16(head, HEAD_SIZE));
}

function signatureOf(head: Uint8Array): Signature | undefined {
  return SIGNATURES.find(({ bytes }) => head.length >= bytes.length && fits(head, bytes));
}

function fits(head: Uint8Array, bytes: Signature['bytes']): boolean {
  return bytes.every(([from, to], i) => i >= head.length || (head[i]! >= from && head[i]! <= to));
}

export type Encoding = 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be';

/** The encoding of a text that begins with `head`, and how many bytes its mark has. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  const format = formatOf(head);
  if (format.kind === 'utf-16le' || format.kind === 'utf-16be') return { encoding: format.kind, mark: format.mark };
  if (format.kind === 'text' && format.mark > 0) return { encoding: 'utf-8 with mark', mark: format.mark };
  return { encoding: 'utf-8', mark: 0 };
}
