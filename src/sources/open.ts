/**
 * Opens one input and finds out what it is. A regular file of plain text is read at positions, straight into the
 * kernel's memory; everything else (pipes, compressed files, UTF-16) comes as a stream of UTF-8 text.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { formatOf, HEAD_SIZE } from './format.js';

export interface OpenSource {
  /** As `Input.name`. */
  readonly name: string;
  /** Bytes of a byte order mark before the text. */
  readonly start: number;
  /** Modification time in epoch milliseconds; null where there is none (a pipe). */
  readonly modified: number | null;
  /** A regular file of plain text: its descriptor and the position and size to read; else null. */
  readonly file: { readonly fd: number; readonly position: number; readonly size: number } | null;
  /** The decoded text of anything else. Fails with a LogscanError or a system error where it cannot be read on. */
  readonly stream: Readable | null;
  close(): void;
}

/** Opens a file by path, or standard input for `-`. System errors are thrown as they are. */
export async function openSource(name: string): Promise<OpenSource> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  let closed = fd === 0;
  const close = () => {
    if (!closed) closeSync(fd);
    closed = true;
  };
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const modified = stats.isFile() ? stats.mtimeMs : null;
    if (!stats.isFile()) {
      const { decodedPipe } = await import('./decode.js');
      const { start, stream } = await decodedPipe(fd);
      closed = true; // the stream closes it
      return { name, start, modified, file: null, stream, close: () => stream.destroy() };
    }
    // A redirected standard input may have been read from already: where it stands is found by reading.
    const head = new Uint8Array(HEAD_SIZE);
    const length = fd === 0 ? readSync(fd, head, 0, head.length, null) : readSync(fd, head, 0, head.length, 0);
    const format = formatOf(head.subarray(0, length));
    if (format.kind === 'text') {
      const position = fd === 0 ? await positionAfter(fd, length) : 0;
      return { name, start: format.mark, modified, file: { fd, position, size: stats.size }, stream: null, close };
    }
    const { decodedFile } = await import('./decode.js');
    const { start, stream } = await decodedFile(fd, fd === 0 ? await positionAfter(fd, length) : 0);
    closed = true;
    return { name, start, modified, file: null, stream, close: () => stream.destroy() };
  } catch (error) {
    close();
    throw error;
  }
}

/** Where a redirected standard input stood before `read` bytes were read; 0 where the system does not say. */
async function positionAfter(fd: number, read: number): Promise<number> {
  try {
    const { readFileSync } = await import('node:fs');
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return position === undefined ? 0 : Number(position) - read;
  } catch {
    return 0;
  }
}
