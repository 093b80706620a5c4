/** The text of a log line from its bytes. */

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * The line that starts at the first of these bytes, decoded from UTF-8 without its end. Where the bytes end before the line
 * does, a character that is cut is left out.
 */
export function lineText(bytes: Uint8Array): string {
  const lf = bytes.indexOf(LF);
  const length = lf < 0 ? bytes.length : lf;
  const end = length > 0 && bytes[length - 1] === CR ? length - 1 : length;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8', 0, lf < 0 ? wholeCharacters(bytes, end) : end);
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** How many of the first `length` bytes are whole characters, as far as they are UTF-8 at all. */
function wholeCharacters(bytes: Uint8Array, length: number): number {
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf8 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? length - back : length;
  }
  return length;
}
