/** What has to be known of a source before it is read, from the file itself. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { bytesFrom, EDGE_BYTES } from './source-digest.js';

export interface FileFacts {
  readonly size: number;
  /** Epoch milliseconds. */
  readonly modified: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** @throws system errors; Error with the code `EINVAL` for what is no regular file */
export function factsOfFile(path: string): FileFacts {
  const fd = openSync(path, 'r');
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw Object.assign(new Error('is no file'), { code: 'EINVAL' });
    const edge = Math.min(EDGE_BYTES, stats.size);
    const [head, tail] = [bytesFrom(fd, 0, edge), bytesFrom(fd, stats.size - edge, edge)];
    return { size: stats.size, modified: stats.mtimeMs, head, tail };
  } finally {
    closeSync(fd);
  }
}
