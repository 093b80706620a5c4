/** What the first bytes of a file say that it is. Names and endings are not looked at. */

export type Compression = 'gzip' | 'zstd' | 'bzip2' | 'xz';

export type Format =
  | { readonly kind: 'text' /** Bytes of the UTF-8 byte order mark. */; readonly mark: number }
  | { readonly kind: 'utf-16le' | 'utf-16be' }
  | { readonly kind: Compression };

/** How many first bytes decide, at most. */
export const HEAD_SIZE = 10;

const text: Format = { kind: 'text', mark: 0 };

/** Each beginning that means something: bytes, or ranges of them. */
const BEGINNINGS: readonly Beginning[] = [
  begins({ kind: 'text', mark: 3 }, [0xef, 0xbb, 0xbf]),
  begins({ kind: 'utf-16le' }, [0xff, 0xfe]),
  begins({ kind: 'utf-16be' }, [0xfe, 0xff]),
  begins({ kind: 'gzip' }, [0x1f, 0x8b]),
  begins({ kind: 'zstd' }, [0x28, 0xb5, 0x2f, 0xfd]),
  // A zstd file may begin with a skippable frame: 0x184D2A50 to 0x184D2A5F, little-endian (RFC 8878).
  begins({ kind: 'zstd' }, [[0x50, 0x5f], 0x2a, 0x4d, 0x18]),
  // "BZh" alone could be text: behind the level there is a block's number (pi), or that of an empty file's end (its root).
  begins({ kind: 'bzip2' }, [0x42, 0x5a, 0x68, [0x31, 0x39], 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
  begins({ kind: 'bzip2' }, [0x42, 0x5a, 0x68, [0x31, 0x39], 0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
  begins({ kind: 'xz' }, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
];

interface Beginning {
  readonly format: Format;
  /** What each byte may be: from, to. */
  readonly bytes: readonly (readonly [number, number])[];
}

function begins(format: Format, bytes: readonly (number | readonly [number, number])[]): Beginning {
  return { format, bytes: bytes.map((byte) => (typeof byte === 'number' ? [byte, byte] : byte)) };
}

/** The format of a file that begins with `head`, or that is nothing but `head`. */
export function formatOf(head: Uint8Array): Format {
  return BEGINNINGS.find(({ bytes }) => head.length >= bytes.length && fits(head, bytes))?.format ?? text;
}

/** Whether more bytes behind `head` could change what `formatOf` says: a pipe's first line need not be waited for. */
export function isDecided(head: Uint8Array): boolean {
  return BEGINNINGS.every(({ bytes }) => head.length >= bytes.length || !fits(head, bytes));
}

function fits(head: Uint8Array, bytes: Beginning['bytes']): boolean {
  return bytes.every(([from, to], i) => i >= head.length || (head[i]! >= from && head[i]! <= to));
}

export type Encoding = 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be';

/** How a text is encoded that begins with `head`, and how many bytes its mark has. */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly mark: number } {
  const format = formatOf(head);
  if (format.kind === 'utf-16le' || format.kind === 'utf-16be') return { encoding: format.kind, mark: 2 };
  if (format.kind === 'text' && format.mark > 0) return { encoding: 'utf-8 with mark', mark: format.mark };
  return { encoding: 'utf-8', mark: 0 };
}
