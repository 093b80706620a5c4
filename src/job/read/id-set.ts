/** A set of ids of texts, a bit for each: there may be 200,000. */
export class IdSet {
  #bits = new Uint8Array(1024);

  add(id: number): void {
    const at = id >> 3;
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits[at]! |= 1 << (id & 7);
  }

  has(id: number): boolean {
    return ((this.#bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }
}
