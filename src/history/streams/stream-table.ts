/** The states of texts, by id: as columns, because there may be 200,000. */
import { NumberRows } from './number-rows.js';
import { type Anchor, NO_OVERLAP, type Overlapped, type StreamState } from './streams.js';

/** Numbers of a row: see `set`. Nearly all texts have at most two anchors. */
const WIDTH = 13;
const FIRST_ANCHOR = 5;
const INLINE_ANCHORS = 2;
const FIRST_KEY = 9;
const MOST_KEYS = 4;
const UTC = 1;
const MISSING = 2;

export class StreamTable {
  readonly #rows = new Map<number, number>();
  readonly #free: number[] = [];
  readonly #logs: string[] = [];
  readonly #numbers = new NumberRows(WIDTH);
  /** By id, where there are any. */
  readonly #overlaps = new Map<number, Overlapped>();
  readonly #moreAnchors = new Map<number, readonly Anchor[]>();

  get size(): number {
    return this.#rows.size;
  }

  has(id: number): boolean {
    return this.#rows.has(id);
  }

  get(id: number): StreamState | undefined {
    const row = this.#rows.get(id);
    return row === undefined ? undefined : this.#at(id, row);
  }

  *values(): Iterable<StreamState> {
    for (const [id, row] of this.#rows) yield this.#at(id, row);
  }

  /** The keys that the text was added with. */
  keysOf(id: number): number[] {
    const row = this.#rows.get(id);
    if (row === undefined) return [];
    const keys = Array.from({ length: MOST_KEYS }, (_, i) => this.#numbers.get(row, FIRST_KEY + i));
    return keys.filter((key) => !Number.isNaN(key));
  }

  /** @param keys of beginnings: see `beginningsOf` */
  set(
    { id, log, position, lines, overlap, lastTime, lastEvent, anchors, utc, missing }: StreamState,
    keys: readonly number[],
  ): void {
    const row = this.#rows.get(id) ?? this.#free.pop() ?? this.#logs.length;
    this.#rows.set(id, row);
    this.#logs[row] = log;
    if (overlap.bytes > 0) this.#overlaps.set(id, overlap);
    else this.#overlaps.delete(id);
    if (anchors.length > INLINE_ANCHORS) this.#moreAnchors.set(id, anchors);
    else this.#moreAnchors.delete(id);
    const flags = (utc ? UTC : 0) + (missing ? MISSING : 0);
    const inline = Array.from({ length: INLINE_ANCHORS }, (_, i) => anchors[i]);
    const places = inline.flatMap((anchor) => [anchor?.time ?? Number.NaN, anchor?.at ?? Number.NaN]);
    this.#numbers.set(row, [position, lines, lastTime, lastEvent, flags, ...places, ...keys]);
  }

  delete(id: number): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.#free.push(row);
    this.#overlaps.delete(id);
    this.#moreAnchors.delete(id);
  }

  #at(id: number, row: number): StreamState {
    const number = (column: number) => this.#numbers.get(row, column);
    const flags = number(4);
    return {
      id,
      log: this.#logs[row]!,
      position: number(0),
      lines: number(1),
      overlap: this.#overlaps.get(id) ?? NO_OVERLAP,
      lastTime: number(2),
      lastEvent: number(3),
      anchors: this.#moreAnchors.get(id) ?? this.#inlineAnchors(row),
      utc: (flags & UTC) !== 0,
      missing: (flags & MISSING) !== 0,
    };
  }

  #inlineAnchors(row: number): Anchor[] {
    const anchors: Anchor[] = [];
    for (let i = 0; i < INLINE_ANCHORS; i++) {
      const column = FIRST_ANCHOR + i * 2;
      const time = this.#numbers.get(row, column);
      if (!Number.isNaN(time)) anchors.push({ time, at: this.#numbers.get(row, column + 1) });
    }
    return anchors;
  }
}
