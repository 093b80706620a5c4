/**
 * The format in which the kernel gets words and names, one entry behind the other:
 *
 *     kind u16, index u16, flags u32, length u32, then the bytes
 */

/** Kinds: words of lists, whole names, what a code is called, letters that a timestamp begins with, and zones. */
export const KIND = { word: 1, name: 2, codeText: 3, named: 4, zone: 5 } as const;

/** One entry; the bytes as characters. */
export interface Entry {
  readonly kind: number;
  readonly index?: number;
  readonly flags: number;
  readonly bytes: string;
}

/** Bytes of an entry before those of its text. */
export const ENTRY_HEADER_SIZE = 12;

/**
 * The entries as one string of bytes: every start makes it, and that is faster than writing number by number into
 * memory.
 */
export function packed(entries: readonly Entry[]): string {
  let text = '';
  for (const { kind, index = 0, flags, bytes } of entries) {
    text += u16(kind) + u16(index) + u32(flags) + u32(bytes.length) + bytes;
  }
  return text;
}

function u16(n: number): string {
  return String.fromCharCode(n & 255, (n >> 8) & 255);
}

export function u32(n: number): string {
  return String.fromCharCode(n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255);
}
