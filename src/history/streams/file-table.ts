/** The files that are remembered, by key: as columns, because there may be 100,000. */
import { NumberRows } from './number-rows.js';
import type { KnownFile } from './streams.js';

/** Numbers of a row, in the order of `set`; NaN for null. */
const WIDTH = 10;
const WHOLE = 1;
const INCOMPLETE = 2;
const FOLLOWED = 4;

export class FileTable {
  readonly #rows = new Map<string, number>();
  readonly #names: string[] = [];
  /** By row. */
  readonly #targets = new Map<number, string>();
  readonly #numbers = new NumberRows(WIDTH);

  get size(): number {
    return this.#rows.size;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** As it is now: it does not follow later changes. */
  get(key: string): KnownFile | undefined {
    const row = this.#rows.get(key);
    return row === undefined ? undefined : this.#at(key, row);
  }

  *values(): Iterable<KnownFile> {
    for (const [key, row] of this.#rows) yield this.#at(key, row);
  }

  /** Those for which it is true: there is no list of all of them. */
  filter(isWanted: (file: KnownFile) => boolean): KnownFile[] {
    const wanted: KnownFile[] = [];
    for (const file of this.values()) if (isWanted(file)) wanted.push(file);
    return wanted;
  }

  set(file: KnownFile): void {
    const { stream, size, modified, changed, looked, readAt, unseen, pending, unverified } = file;
    const row = this.#rows.get(file.key) ?? this.#rows.size;
    this.#rows.set(file.key, row);
    this.#names[row] = file.name;
    if (file.target === null) this.#targets.delete(row);
    else this.#targets.set(row, file.target);
    const flags = (file.whole ? WHOLE : 0) + (file.incomplete ? INCOMPLETE : 0) + (file.followed ? FOLLOWED : 0);
    this.#numbers.set(row, [stream, size, modified, changed, looked, readAt, unseen, pending, unverified, flags]);
  }

  #at(key: string, row: number): KnownFile {
    const number = (column: number) => this.#numbers.get(row, column);
    const orNull = (value: number) => (Number.isNaN(value) ? null : value);
    const flags = number(9);
    return {
      key,
      stream: number(0),
      name: this.#names[row]!,
      target: this.#targets.get(row) ?? null,
      size: number(1),
      modified: number(2),
      changed: orNull(number(3)),
      looked: number(4),
      readAt: number(5),
      unseen: orNull(number(6)),
      pending: number(7),
      unverified: number(8),
      whole: (flags & WHOLE) !== 0,
      incomplete: (flags & INCOMPLETE) !== 0,
      followed: (flags & FOLLOWED) !== 0,
    };
  }
}
