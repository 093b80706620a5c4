/** Rows of so many numbers each. They are kept in chunks: an array that grows is copied, and a quarter of it is unused. */

const CHUNK_ROWS = 4096;

export class NumberRows {
  readonly #width: number;
  readonly #chunks: Float64Array[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /** NaN stands for what is missing at the end of the row. */
  set(row: number, numbers: readonly (number | null)[]): void {
    const number = Math.floor(row / CHUNK_ROWS);
    const chunk = this.#chunks[number] ?? new Float64Array(CHUNK_ROWS * this.#width);
    this.#chunks[number] = chunk;
    const at = (row % CHUNK_ROWS) * this.#width;
    for (let i = 0; i < this.#width; i++) chunk[at + i] = numbers[i] ?? Number.NaN;
  }

  get(row: number, column: number): number {
    return this.#chunks[Math.floor(row / CHUNK_ROWS)]![(row % CHUNK_ROWS) * this.#width + column]!;
  }
}
