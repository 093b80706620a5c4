/**
 * Keeps the first bytes of a source while it is read, because it cannot be read again, so that warnings can look at some of
 * its lines. Of other sources `sources/beginning.ts` reads them when they are needed.
 */
import { BEGINNING_BYTES } from '../sources/beginning.js';

export class KeptBeginning {
  /** One character a byte; null: nothing was added. */
  text: string | null = null;

  add(chunk: Uint8Array): void {
    const room = BEGINNING_BYTES - (this.text?.length ?? 0);
    if (room <= 0) return;
    const { buffer, byteOffset, length } = chunk;
    this.text = (this.text ?? '') + Buffer.from(buffer, byteOffset, Math.min(room, length)).toString('latin1');
  }
}
