/** Whether an open file still has the bytes that were decoded. */
import { fstatSync, readSync } from 'node:fs';
import { digestOf, HEAD_BYTES } from '../../history/streams/fingerprints.js';
import type { OpenedFile } from './text.js';

export class StillThere {
  readonly #opened: OpenedFile;
  readonly #digests: readonly string[];

  constructor(opened: OpenedFile) {
    this.#opened = opened;
    this.#digests = this.#ends();
  }

  /** @param mayGrow text may have grown in any case; a compressed file, only if it had not come to its end */
  isSo(mayGrow: boolean): boolean {
    const { final, stat, fd } = this.#opened;
    const { size, mtimeMs } = fstatSync(fd);
    if (final && !mayGrow ? size !== stat.size || Math.abs(mtimeMs - stat.modified) > 0.01 : size < stat.size)
      return false;
    return this.#ends().every((digest, i) => digest === this.#digests[i]);
  }

  /** The first and the last bytes of what was there when it was opened. */
  #ends(): string[] {
    const { size } = this.#opened.stat;
    return [0, Math.max(0, size - HEAD_BYTES)].map((at) => {
      const bytes = new Uint8Array(Math.min(HEAD_BYTES, size));
      return digestOf(bytes.subarray(0, readSync(this.#opened.fd, bytes, 0, bytes.length, at)));
    });
  }
}
