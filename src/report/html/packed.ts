/**
 * Many small whole numbers as a short text, which the page's script reads back: seven bits a byte, the lowest first, in
 * Base64. A number of seven bits takes 1.3 characters, in JSON four.
 */
export class Packed {
  readonly #bytes: number[] = [];

  /** @param n a whole number from 0 */
  add(n: number): void {
    let rest = n;
    while (rest > 127) {
      this.#bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes.push(rest);
  }

  /** Counts of which many are 0: behind a 0 stands how many there are in a row. */
  addCounts(counts: ArrayLike<number>): void {
    for (let i = 0; i < counts.length; i++) {
      this.add(counts[i]!);
      if (counts[i] !== 0) continue;
      const from = i;
      while (counts[i + 1] === 0) i++;
      this.add(i - from + 1);
    }
  }

  /** Characters of the text. */
  get length(): number {
    return Math.ceil(this.#bytes.length / 3) * 4;
  }

  toString(): string {
    return Buffer.from(this.#bytes).toString('base64');
  }
}
