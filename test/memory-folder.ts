/**
 * Where tests put what is written through to the disk again and again, as a history is: waiting for the disk tests
 * nothing. Logs whose files are rotated stay on a disk, because there inodes are used anew.
 */
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** A container's may be too small. Bytes. */
const LEAST_FREE = 2 ** 30;

/** Path of a folder to make others in. */
export function memoryFolder(): string {
  if (process.platform === 'win32' || !existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= LEAST_FREE ? MEMORY : tmpdir();
}
