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

/** Sums of one row, and what of them is of which minute. */
export class Cell {
  /** In the order of the table's own columns. */
  readonly sums: number[];
  /** Epoch milliseconds. */
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  /** Minute after minute, its number and then its part of each sum. */
  #minutes: number[] = [];
  #isInOrder = true;

  constructor(width: number) {
    this.sums = new Array(width).fill(0);
  }

  /**
   * Adds as many of the values as there are sums.
   * @param minute since the row's beginning; -1 where minutes are not kept
   * @param from the number of the first value
   */
  add(minute: number, values: ArrayLike<number>, from: number): void {
    const { sums } = this;
    for (let i = 0; i < sums.length; i++) sums[i]! += values[from + i]!;
    if (minute < 0) return;
    const minutes = this.#minutes;
    const last = minutes.length - sums.length - 1;
    if (last >= 0 && minute <= minutes[last]!) {
      if (minute === minutes[last]) {
        for (let i = 0; i < sums.length; i++) minutes[last + 1 + i]! += values[from + i]!;
        return;
      }
      this.#isInOrder = false;
    }
    minutes.push(minute);
    for (let i = 0; i < sums.length; i++) minutes.push(values[from + i]!);
  }

  /** Adds a row that is kept already. */
  take({ sums, first, last, minutes }: TakenRow): void {
    for (let i = 0; i < sums.length; i++) this.sums[i]! += sums[i]!;
    this.first = Math.min(this.first, first ?? this.first);
    this.last = Math.max(this.last, last ?? this.last);
    if (minutes === null || minutes.length === 0) return;
    this.#isInOrder = this.#minutes.length === 0;
    this.#minutes.push(...minutes);
  }

  /** The minutes, ascending, each once; null where they are not kept. */
  get minutes(): readonly number[] | null {
    if (!this.#isInOrder) this.#order();
    return this.#minutes.length === 0 ? null : this.#minutes;
  }

  #order(): void {
    const width = this.sums.length;
    const byMinute = new Map<number, number[]>();
    for (let i = 0; i < this.#minutes.length; i += width + 1) {
      const [minute, ...values] = this.#minutes.slice(i, i + width + 1) as [number, ...number[]];
      const sums = byMinute.get(minute);
      byMinute.set(minute, sums === undefined ? values : sums.map((sum, j) => sum + values[j]!));
    }
    this.#minutes = [...byMinute].sort(([a], [b]) => a - b).flatMap(([minute, values]) => [minute, ...values]);
    this.#isInOrder = true;
  }
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

/** Numbers in the rows that are put together at a time: with more, they and the database's copies take too much memory. */
const MOST_NUMBERS = 100_000;
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

  /** The rows of all codes at one place, for many calls in a row: once before each addition. */
  at(place: Omit<CellKey, 'code'>): (code: number) => Cell {
    const name = `${place.log} ${place.stream} ${place.group} ${place.grain} ${place.begins}`;
    const cells = this.#places.get(name) ?? new Map<number, Cell>();
    this.#places.set(name, cells);
    return (code) => {
      this.#numbers += this.#width + 1;
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
