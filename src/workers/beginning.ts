/** Keeps the first 16 KiB of a source that cannot be read again, so that warnings can look at some of its lines. */

const MAX_BYTES = 16_384;

export class Beginning {
  /** One character a byte; null: nothing was added. */
  text: string | null = null;

  add(chunk: Uint8Array): void {
    const room = MAX_BYTES - (this.text?.length ?? 0);
    if (room <= 0) return;
    const { buffer, byteOffset, length } = chunk;
    this.text = (this.text ?? '') + Buffer.from(buffer, byteOffset, Math.min(room, length)).toString('latin1');
  }
}
