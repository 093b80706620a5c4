/** What the first bytes of a file say that it is. Names and endings are not looked at. */

export type Format =
  | { readonly kind: 'text' /** Bytes of the UTF-8 byte order mark. */; readonly mark: number }
  | { readonly kind: 'utf-16le' | 'utf-16be' }
  | { readonly kind: 'gzip' | 'zstd' | 'bzip2' | 'xz' };

/** How many first bytes decide. */
export const HEAD_SIZE = 8;

export function formatOf(head: Uint8Array): Format {
  const begins = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return { kind: 'text', mark: 3 };
  if (begins(0xff, 0xfe)) return { kind: 'utf-16le' };
  if (begins(0xfe, 0xff)) return { kind: 'utf-16be' };
  if (begins(0x1f, 0x8b)) return { kind: 'gzip' };
  if (begins(0x28, 0xb5, 0x2f, 0xfd) || isSkippableZstd(head)) return { kind: 'zstd' };
  if (begins(0x42, 0x5a, 0x68) && head[3]! >= 0x31 && head[3]! <= 0x39) return { kind: 'bzip2' };
  if (begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return { kind: 'xz' };
  return { kind: 'text', mark: 0 };
}

/** A zstd file may begin with a skippable frame: 0x184D2A50 to 0x184D2A5F, little-endian (RFC 8878). */
function isSkippableZstd(head: Uint8Array): boolean {
  return (head[0]! & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}
