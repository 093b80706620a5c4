/** Cuts the members of a zip archive in a file into shares, so that several threads can read it. */
import { closeSync, openSync } from 'node:fs';
import { standingOf } from '../file-position.js';
import type { Share } from './entry.js';
import { directoryOf } from './zip-directory.js';

/** What a byte may stand for at most, whatever the directory says. */
const MOST_RATIO = 1032;
/** Smaller shares are not worth it: each reads the directory up to its end. */
const SMALLEST = 4 << 20;

/**
 * Null where there is nothing to share: not at its beginning, damaged, or of one member.
 * @param parts so many shares at least, if the members are small enough
 * @returns the shares, and how many bytes they come to unpacked, as far as the directory tells
 */
export async function sharesOf(name: string, parts: number): Promise<{ shares: Share[]; bytes: number } | null> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  try {
    if (fd === 0 && standingOf(fd) !== 0) return null;
    const sizes: number[] = [];
    for await (const { compressedSize, uncompressedSize } of directoryOf(fd)) {
      sizes.push(Math.min(uncompressedSize, compressedSize * MOST_RATIO));
    }
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return { shares: cut(sizes, Math.max(SMALLEST, bytes / parts)), bytes };
  } catch {
    // Whoever reads it says what is wrong.
    return null;
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

function cut(sizes: readonly number[], most: number): Share[] {
  const shares: Share[] = [];
  let from = 0;
  let size = 0;
  for (let to = 1; to <= sizes.length; to++) {
    size += sizes[to - 1]!;
    if (size < most && to < sizes.length) continue;
    shares.push({ from, to });
    from = to;
    size = 0;
  }
  return shares;
}
