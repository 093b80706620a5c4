/** A block of whole lines as text, line by line. One string is made for the block, and each line is a slice of it. */
import { isAscii } from 'node:buffer';

const LF = 10;
const CR = 13;
const BYTE_ORDER_MARK = 0xfeff;

export class BlockText {
  readonly #memory: Buffer;
  /** The block with one character a byte, and decoded from UTF-8. Both are the same string where it is ASCII. */
  #bytes = '';
  #text = '';
  #next = 0;
  #textStart = 0;
  #textEnd = 0;
  #textNext = 0;
  /** Where the line starts and ends (after its CR), as byte offsets in the block. */
  start = 0;
  end = 0;

  constructor(memory: Uint8Array) {
    this.#memory = Buffer.from(memory.buffer, memory.byteOffset, memory.byteLength);
  }

  /** Takes the block of `length` bytes at `at` in memory. */
  begin(at: number, length: number): void {
    this.#bytes = this.#memory.toString('latin1', at, at + length);
    const ascii = isAscii(this.#memory.subarray(at, at + length));
    // The bytes and the text have the same line ends: no UTF-8 sequence, not even a broken one, includes an LF.
    this.#text = ascii ? this.#bytes : this.#memory.toString('utf8', at, at + length);
    this.#next = 0;
    this.#textNext = 0;
  }

  /** Goes on to the next line; false behind the last one. */
  next(): boolean {
    if (this.#next >= this.#bytes.length) return false;
    this.start = this.#next;
    this.end = endOf(this.#bytes, this.start);
    this.#next = this.end + 1;
    if (this.#text === this.#bytes) {
      this.#textStart = this.start;
      this.#textEnd = this.end;
    } else {
      this.#textStart = this.#textNext;
      this.#textEnd = endOf(this.#text, this.#textStart);
      this.#textNext = this.#textEnd + 1;
    }
    return true;
  }

  /** The line as text, without its line end and without a byte order mark. */
  get line(): string {
    const start = this.#textStart;
    const isMarked = this.#text.charCodeAt(start) === BYTE_ORDER_MARK && start < this.#textEnd;
    return lineIn(this.#text, isMarked ? start + 1 : start, this.#textEnd);
  }

  /** The line without its end, one character a byte. */
  get bytes(): string {
    return lineIn(this.#bytes, this.start, this.end);
  }
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A CR belongs to the line end only before an LF: at the end of a text without one it is a byte of the line. */
function lineIn(text: string, start: number, end: number): string {
  const isCrLf = end > start && text.charCodeAt(end) === LF && text.charCodeAt(end - 1) === CR;
  return text.slice(start, isCrLf ? end - 1 : end);
}

/** Decodes a text with one character a byte from UTF-8. */
export function utf8(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
