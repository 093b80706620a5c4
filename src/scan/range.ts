/** Reads the lines that start in a range of a file straight into a scanner's memory. */
import { readSync } from 'node:fs';
import type { LineReader } from './line-reader.js';

const LF = 10;
/** Bytes read at a time to find a line's start or end. */
const SEARCH_BYTES = 64 * 1024;

/** The bytes of a file from a position on, up to `length` of them. */
export function bytesAt(fd: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

/** Position of the first line start at or after `from`; `to` where no line starts before it. The text begins at `start`. */
export function firstLineStart(fd: number, start: number, from: number, to: number): number {
  if (from <= start) return start;
  const chunk = new Uint8Array(SEARCH_BYTES);
  for (let at = from - 1; at < to - 1; ) {
    const n = readSync(fd, chunk, 0, SEARCH_BYTES, at);
    if (n === 0) return to;
    const end = chunk.subarray(0, n).indexOf(LF);
    if (end >= 0) return Math.min(at + end + 1, to);
    at += n;
  }
  return to;
}

/**
 * Scans the lines that start from `from` on and before `to`: the last one is read to its end, beyond `to`. Yields the
 * number of bytes read, about every `turn` bytes, and when that is due. `scanner.begin` must have been called.
 * @returns the position of the file's end, where that was met; else null
 */
export function* readLines(
  scanner: LineReader,
  fd: number,
  from: number,
  to: number,
  turn: number,
  clock: { readonly isDue: boolean } = { isDue: false },
): Generator<number, number | null> {
  let position = from;
  let unreported = 0;
  let last = LF;
  let end: number | null = null;
  while ((position < to || last !== LF) && !scanner.isOver) {
    const { memory, at, size } = scanner.room;
    let n = readSync(fd, memory, at, Math.min(size, position < to ? to - position : SEARCH_BYTES), position);
    if (n === 0) {
      end = position;
      break;
    }
    if (position >= to) {
      const lf = memory.subarray(at, at + n).indexOf(LF);
      if (lf >= 0) n = lf + 1;
    }
    last = memory[at + n - 1]!;
    scanner.filled(n);
    position += n;
    unreported += n;
    if (unreported >= turn || clock.isDue) {
      yield unreported;
      unreported = 0;
    }
  }
  scanner.end();
  yield unreported;
  return end;
}
