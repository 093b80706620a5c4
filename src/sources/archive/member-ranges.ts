/** Divides the members of a zip archive in a file into ranges, so that several threads can read it. */
import { closeSync, openSync } from 'node:fs';
import { currentPosition } from '../file-position.js';
import type { MemberRange } from './entry.js';
import { directoryOf } from './zip-directory.js';

/** The most bytes that one compressed byte can stand for, whatever the directory says. */
const MOST_RATIO = 1032;
/** Bytes, unpacked. Smaller ranges cost more than they save: each thread reads the directory up to its range's end. */
const SMALLEST = 4 << 20;

/**
 * Null where it cannot be divided: standard input that is not at its beginning, a damaged archive.
 * @param parts at least this many ranges, if the members are small enough
 * @returns the ranges, and their size in bytes unpacked, as far as the directory has it
 */
export async function memberRanges(
  name: string,
  parts: number,
): Promise<{ ranges: MemberRange[]; bytes: number } | null> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  try {
    if (fd === 0 && currentPosition(fd) !== 0) return null;
    const sizes: number[] = [];
    for await (const { compressedSize, uncompressedSize } of directoryOf(fd)) {
      sizes.push(Math.min(uncompressedSize, compressedSize * MOST_RATIO));
    }
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return { ranges: cut(sizes, Math.max(SMALLEST, bytes / parts)), bytes };
  } catch {
    // The reader of the archive will say what is wrong.
    return null;
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

function cut(sizes: readonly number[], most: number): MemberRange[] {
  const ranges: MemberRange[] = [];
  let from = 0;
  let size = 0;
  for (let to = 1; to <= sizes.length; to++) {
    size += sizes[to - 1]!;
    if (size < most && to < sizes.length) continue;
    ranges.push({ from, to });
    from = to;
    size = 0;
  }
  return ranges;
}
