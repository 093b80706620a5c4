/**
 * What tells one source from another, whatever its name: SHA-256 over its size in bytes, its first and its last 64 KiB. A
 * log that was copied has the same; one that has grown has another.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { STDIN_NAME } from '../text/source-name.js';

export interface SourceIdentity {
  /** Bytes as they lie on the disk, or came through a pipe. */
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly digest: string;
}

export const EDGE_BYTES = 64 * 1024;

/** @param head,tail the first and the last bytes, up to `EDGE_BYTES` of each */
export function identityOfEdges(size: number, head: Uint8Array, tail: Uint8Array): SourceIdentity {
  const hash = createHash('sha256').update(`${size}\n`);
  return { size, digest: hash.update(head).update(tail).digest('hex') };
}

/** Of a member of an archive: the same archive under another name has the same ones. */
export function identityOfMember(archive: SourceIdentity, path: string): SourceIdentity {
  const hash = createHash('sha256').update(`${archive.digest}\n${path}`);
  return { size: archive.size, digest: hash.digest('hex') };
}

/**
 * Of a regular file, or standard input from one, as it is now; null where it is none, or cannot be read.
 * @param most bytes from the beginning on; what comes behind them does not count
 */
export function identityOfFile(path: string, most = Number.POSITIVE_INFINITY): SourceIdentity | null {
  let fd: number | null = null;
  try {
    fd = path === STDIN_NAME ? 0 : openSync(path, 'r');
    const stats = fstatSync(fd);
    if (!stats.isFile()) return null;
    const size = Math.min(stats.size, most);
    const edge = Math.min(EDGE_BYTES, size);
    return identityOfEdges(size, bytesFrom(fd, 0, edge), bytesFrom(fd, size - edge, edge));
  } catch {
    return null;
  } finally {
    if (fd !== null && fd !== 0) closeSync(fd);
  }
}

/** Up to `length` bytes from a position on. */
export function bytesFrom(fd: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const n = readSync(fd, bytes, read, length - read, position + read);
    if (n === 0) break;
    read += n;
  }
  return bytes.subarray(0, read);
}

/** The same of bytes that pass by. */
export class PassingIdentity {
  #size = 0;
  readonly #head = new Uint8Array(EDGE_BYTES);
  /** A ring: the next byte goes to `#size % EDGE_BYTES`. */
  readonly #ring = new Uint8Array(EDGE_BYTES);

  add(chunk: Uint8Array): void {
    if (this.#size < EDGE_BYTES) this.#head.set(chunk.subarray(0, EDGE_BYTES - this.#size), this.#size);
    const last = chunk.subarray(Math.max(0, chunk.length - EDGE_BYTES));
    const at = (this.#size + chunk.length - last.length) % EDGE_BYTES;
    const toEnd = Math.min(last.length, EDGE_BYTES - at);
    this.#ring.set(last.subarray(0, toEnd), at);
    this.#ring.set(last.subarray(toEnd), 0);
    this.#size += chunk.length;
  }

  get identity(): SourceIdentity {
    const size = this.#size;
    if (size <= EDGE_BYTES) {
      const all = this.#head.subarray(0, size);
      return identityOfEdges(size, all, all);
    }
    const at = size % EDGE_BYTES;
    const tail = new Uint8Array(EDGE_BYTES);
    tail.set(this.#ring.subarray(at), 0);
    tail.set(this.#ring.subarray(0, at), EDGE_BYTES - at);
    return identityOfEdges(size, this.#head, tail);
  }
}
