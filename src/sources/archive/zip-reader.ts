/**
 * Reads the file for yauzl, by blocks. Yauzl itself makes two system calls for each entry of a directory: 46 bytes and
 * a name.
 */
import { readSync } from 'node:fs';
import type * as Yauzl from 'yauzl';

const BLOCK = 64 * 1024;

/** For `fromRandomAccessReader`. The descriptor stays the caller's. */
export function blockReader({ RandomAccessReader }: typeof Yauzl, fd: number): Yauzl.RandomAccessReader {
  let block: Uint8Array = new Uint8Array(0);
  let blockAt = 0;

  class BlockReader extends RandomAccessReader {
    /** Answers synchronously. A read beyond the end of the file gives what there is. */
    override read(
      to: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytes?: number) => void,
    ): void {
      let bytes: number;
      try {
        bytes = fill(to.subarray(offset, offset + length), position);
      } catch (error) {
        callback(error as Error);
        return;
      }
      callback(null, bytes);
    }
  }

  function fill(to: Uint8Array, position: number): number {
    if (to.length > BLOCK) return readSync(fd, to, 0, to.length, position);
    if (position < blockAt || position + to.length > blockAt + block.length) {
      const bytes = new Uint8Array(BLOCK);
      block = bytes.subarray(0, readSync(fd, bytes, 0, BLOCK, position));
      blockAt = position;
    }
    const from = block.subarray(position - blockAt, position - blockAt + to.length);
    to.set(from);
    return from.length;
  }

  return new BlockReader();
}
