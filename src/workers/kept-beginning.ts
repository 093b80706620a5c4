/**
 * Keeps the first bytes of a source while it is read, because it cannot be read again, so that warnings can look at some of
 * its lines. Of other sources `sources/beginning.ts` reads them when they are needed.
 */
import { BEGINNING_BYTES } from '../sources/beginning.js';
import type { PassingIdentity, SourceIdentity } from '../sources/source-digest.js';

export class KeptBeginning {
  /** One character a byte; null: nothing was added. */
  text: string | null = null;
  readonly #identity: PassingIdentity | null;

  /** @param identity tells what the source is; null: nobody asks */
  constructor(identity: PassingIdentity | null) {
    this.#identity = identity;
  }

  /** Null where nothing was added, or nobody asks. */
  get identity(): SourceIdentity | null {
    return this.text === null ? null : (this.#identity?.identity ?? null);
  }

  add(chunk: Uint8Array): void {
    this.#identity?.add(chunk);
    const room = BEGINNING_BYTES - (this.text?.length ?? 0);
    if (room <= 0) return;
    const { buffer, byteOffset, length } = chunk;
    this.text = (this.text ?? '') + Buffer.from(buffer, byteOffset, Math.min(room, length)).toString('latin1');
  }
}
