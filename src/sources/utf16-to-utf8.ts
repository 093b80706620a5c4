/** UTF-16 to UTF-8 at about 1 GB/s, by way of strings, for which Node has fast paths. */
import type { Chunks } from './peek.js';

const MARK = '\ufeff';
const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);

/**
 * Decodes as WHATWG's decoder does: half a surrogate pair becomes U+FFFD, and so does half a unit at the end. A mark at
 * the beginning of a line is dropped, because two files may have been joined; only that of the first line must be taken
 * off before.
 */
export async function* utf16ToUtf8(chunks: Chunks, order: 'utf-16le' | 'utf-16be'): Chunks {
  const encoder = new TextEncoder();
  /** Bytes that the next chunk completes: half a unit, half a pair, or both. */
  let rest: Uint8Array = new Uint8Array(0);
  let last = '';
  for await (const chunk of chunks) {
    const bytes =
      rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([rest, chunk]);
    const length = wholeLength(bytes, order);
    rest = bytes.subarray(length);
    if (length === 0) continue;
    const units = bytes.subarray(0, length);
    const text = (order === 'utf-16le' ? units : Buffer.from(units).swap16()).toString('utf16le');
    const isMarked = last === '\n' && text.startsWith(MARK);
    last = text.at(-1)!;
    const clean = text.includes(MARK) ? text.replaceAll(`\n${MARK}`, '\n') : text;
    const read = isMarked ? clean.slice(1) : clean;
    if (read !== '') yield encoder.encode(read);
  }
  if (rest.length > 0) yield REPLACEMENT;
}

/** Bytes that are whole units, without the first half of a pair at their end. */
function wholeLength(bytes: Uint8Array, order: 'utf-16le' | 'utf-16be'): number {
  const even = bytes.length & ~1;
  if (even === 0) return 0;
  const high = bytes[order === 'utf-16le' ? even - 1 : even - 2]!;
  return (high & 0xfc) === 0xd8 ? even - 2 : even;
}
