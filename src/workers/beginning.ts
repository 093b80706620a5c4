/** Keeps how a source begins that is read only once. */

const MOST = 16_384;

export class Beginning {
  /** One character a byte; null where nothing was kept. */
  text: string | null = null;

  add(chunk: Uint8Array): void {
    const room = MOST - (this.text?.length ?? 0);
    if (room <= 0) return;
    const { buffer, byteOffset, length } = chunk;
    this.text = (this.text ?? '') + Buffer.from(buffer, byteOffset, Math.min(room, length)).toString('latin1');
  }
}
