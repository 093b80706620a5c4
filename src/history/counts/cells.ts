/**
 * New rows of a table with one row for each hour or day: put together here, a minute behind the other, because the
 * database takes several times as long for it.
 */

interface TakenRow {
  readonly sums: readonly number[];
  readonly first?: number;
  readonly last?: number;
  /** As `Cell` has them. */
  readonly minutes: readonly number[] | null;
}

export const NO_MINUTES = new Float64Array(0);

/** Sums of one row, and what of them is of which minute. */
export class Cell {
  /** In the order of the table's own columns. */
  readonly sums: Float64Array;
  /** Epoch milliseconds. */
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  /** Minute after minute, its number and then its part of each sum. */
  #parts: Float64Array[] = [];
  #lastMinute = -1;
  #isInOrder = true;

  constructor(width: number) {
    this.sums = new Float64Array(width);
  }

  /**
   * @param minutes as `minutes`; empty where they are not kept. It must not change any more
   * @param isInOrder whether they are ascending, each once
   */
  add(sums: ArrayLike<number>, minutes: Float64Array, isInOrder = true): void {
    for (let i = 0; i < this.sums.length; i++) this.sums[i]! += sums[i]!;
    if (minutes.length === 0) return;
    this.#parts.push(minutes);
    if (!isInOrder || minutes[0]! <= this.#lastMinute) this.#isInOrder = false;
    this.#lastMinute = Math.max(this.#lastMinute, minutes.at(-this.sums.length - 1)!);
  }

  /** Adds a row that is kept already. */
  take({ sums, first, last, minutes }: TakenRow): void {
    this.first = Math.min(this.first, first ?? this.first);
    this.last = Math.max(this.last, last ?? this.last);
    this.add(sums, minutes === null ? NO_MINUTES : Float64Array.from(minutes));
  }

  /** The minutes since the row's beginning, each with its part of the sums, ascending, each once; empty where they are not kept. */
  get minutes(): Float64Array {
    // A copy, which may be put in order.
    if (this.#parts.length > 1) this.#parts = [joined(this.#parts)];
    if (!this.#isInOrder) this.#order();
    return this.#parts[0] ?? NO_MINUTES;
  }

  /** By a table of all minutes, as they are few: the lists of most hours are in order but for a minute at their borders. */
  #order(): void {
    const width = this.sums.length;
    const [minutes] = this.#parts as [Float64Array];
    let most = 0;
    for (let i = 0; i < minutes.length; i += width + 1) most = Math.max(most, minutes[i]!);
    const table = new Float64Array((most + 1) * width);
    const seen = new Uint8Array(most + 1);
    for (let i = 0; i < minutes.length; i += width + 1) {
      const minute = minutes[i]!;
      seen[minute] = 1;
      for (let j = 0; j < width; j++) table[minute * width + j]! += minutes[i + 1 + j]!;
    }
    let at = 0;
    for (let minute = 0; minute <= most; minute++) {
      if (seen[minute] === 0) continue;
      minutes[at++] = minute;
      for (let j = 0; j < width; j++) minutes[at++] = table[minute * width + j]!;
    }
    this.#parts = [minutes.subarray(0, at)];
    this.#isInOrder = true;
  }
}

/** One behind the other. */
function joined(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Where a row is: the values of its key but the edition, which is that of this program. */
export interface CellKey {
  readonly log: number;
  readonly stream: number;
  readonly group: number;
  readonly code: number;
  readonly grain: 'hour' | 'day';
  readonly begins: number;
}

/** Numbers in the rows that are put together at a time, of 8 bytes each: the database takes several times as much for them. */
const MOST_NUMBERS = 400_000;
/** What a row takes beside its minutes. */
const NUMBERS_OF_ROW = 24;

/** The rows by their keys. */
export class Cells {
  readonly #width: number;
  #numbers = 0;
  readonly #places = new Map<string, Map<number, Cell>>();
  readonly rows: { readonly key: CellKey; readonly cell: Cell }[] = [];

  /** @param width how many sums a row has */
  constructor(width: number) {
    this.#width = width;
  }

  /** Whether it is time to add them to the table, and to begin with new ones. */
  get isFull(): boolean {
    return this.#numbers >= MOST_NUMBERS;
  }

  /** Adds to a row: see `Cell`. */
  add(cell: Cell, sums: ArrayLike<number>, minutes: Float64Array, isInOrder?: boolean): void {
    this.#numbers += minutes.length;
    cell.add(sums, minutes, isInOrder);
  }

  /** The rows of all codes at one place, for many calls in a row. */
  at(place: Omit<CellKey, 'code'>): (code: number) => Cell {
    const name = `${place.log} ${place.stream} ${place.group} ${place.grain} ${place.begins}`;
    const cells = this.#places.get(name) ?? new Map<number, Cell>();
    this.#places.set(name, cells);
    return (code) => {
      let cell = cells.get(code);
      if (cell === undefined) {
        this.#numbers += NUMBERS_OF_ROW;
        cell = new Cell(this.#width);
        cells.set(code, cell);
        this.rows.push({ key: { ...place, code }, cell });
      }
      return cell;
    };
  }
}
