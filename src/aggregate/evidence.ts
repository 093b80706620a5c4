/**
 * Keeps where events stand while their batches pass: the first lines of each code, and the first of each code in each
 * stretch of time. Memory is bounded, whatever the log holds: when there are too many stretches they are made twice as
 * long. An event that nothing is to be kept of costs one look into a table.
 *
 * Several collectors can each take some pieces of the input (threads); `settle` in `places.ts` makes one of them all.
 */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';

/** What to keep. Plain data. */
export interface EvidencePlan {
  /** 1 for each code (by number - 106000) that a rule looks at. */
  readonly wanted: Uint8Array;
  /** So many first lines are kept of each code. */
  readonly lines: number;
  /** Whether stretches of time are kept as well, and how long they are at first, in milliseconds; null: no. */
  readonly stretch: number | null;
  /** As in the plan of the scan: events that it drops are no evidence. */
  readonly since: number | null;
  readonly until: number | null;
  /** Values that lines are kept of: by which of the batch's groups (from 0), which value, which codes (1 each). */
  readonly values: readonly { readonly group: number; readonly value: string; readonly wanted: Uint8Array }[];
}

/** Where one event stands. Plain data. */
export interface Location {
  readonly source: string;
  /** The piece of the input that it was read in, in input order. */
  readonly piece: number;
  /** From 1, counted from the start of the piece. */
  readonly line: number;
  /** Byte of the line's start in the decompressed text of the source. */
  readonly offset: number;
  /** Milliseconds since 1970-01-01T00:00:00Z; NaN: untimed. */
  readonly time: number;
  readonly code: number;
}

/** What one collector has kept, as plain data that a thread may send. Each list is in input order. */
export interface EvidenceData {
  /** The first places of each code. */
  readonly heads: readonly Location[];
  /** Likewise, of events whose time is an earlier piece's. */
  readonly waiting: readonly Location[];
  /** The first place of each code in each stretch. */
  readonly cells: readonly Location[];
  /** Length of a stretch, in milliseconds; 0: none were kept. */
  readonly stretch: number;
  /** By the plan's values. */
  readonly values: readonly { readonly heads: readonly Location[]; readonly waiting: readonly Location[] }[];
}

/** Stretches of all codes together. */
export const MOST_CELLS = 4096;

export class Evidence {
  readonly #plan: EvidencePlan;
  /** 0 not wanted, 1 wanted, by code index; what is full and has no stretches is wanted no more. */
  readonly #wanted: Uint8Array;
  #piece = -1;
  #continues = false;
  #source: string | null = null;
  /** Every list is by code index. */
  readonly #heads = new Map<number, Location[]>();
  readonly #waiting: Location[] = [];
  /** Waiting ones of the present piece. */
  readonly #waitingCount = new Uint8Array(CODE_COUNT);
  #cells = new Map<number, Map<number, Location>>();
  #size = 0;
  #stretch: number;
  /** Where the stretch of each code's last event begins; NaN: none yet. */
  readonly #from = new Float64Array(CODE_COUNT).fill(Number.NaN);
  /** 1 for each code whose events without a time are looked at no more. */
  readonly #untimedDone = new Uint8Array(CODE_COUNT);
  readonly #values: { heads: Location[]; waiting: Location[] }[];

  constructor(plan: EvidencePlan) {
    this.#plan = plan;
    this.#wanted = plan.wanted.slice();
    this.#stretch = plan.stretch ?? 0;
    this.#values = plan.values.map(() => ({ heads: [], waiting: [] }));
  }

  /**
   * The next batches are of this piece. Where it is not called, each source is a piece.
   * @param piece above those before it
   * @param continues whether it begins within a source, so that events without a time may inherit an earlier piece's
   */
  begin(piece: number, continues: boolean): void {
    this.#piece = piece;
    this.#continues = continues;
    this.#source = null;
    this.#untimedDone.fill(0);
    this.#waitingCount.fill(0);
  }

  add(batch: EventBatch): void {
    if (batch.source !== this.#source) {
      if (this.#source !== null || this.#piece < 0) this.begin(this.#piece + 1, false);
      this.#source = batch.source;
    }
    const { codes, times, count } = batch;
    const wanted = this.#wanted;
    const from = this.#from;
    for (let i = 0; i < count; i++) {
      const index = codes[i]! - FIRST_CODE;
      if (wanted[index] === 0) continue;
      const time = times[i]!;
      const start = from[index]!;
      if (time >= start && time < start + this.#stretch) continue;
      if (Number.isNaN(time) && this.#untimedDone[index] === 1) continue;
      this.#look(placeOf(batch, i, this.#piece), index);
    }
    if (this.#values.length > 0) this.#addValues(batch);
  }

  #look(place: Location, index: number): void {
    const { time } = place;
    if (Number.isNaN(time) && this.#continues) {
      if (this.#waitingCount[index]! < this.#plan.lines) this.#waiting.push(place);
      this.#waitingCount[index]! += 1;
      if (this.#waitingCount[index]! >= this.#plan.lines) this.#untimedDone[index] = 1;
      return;
    }
    if (!passes(time, this.#plan)) return;
    const undated = this.#headOf(index);
    if (undated.length < this.#plan.lines) undated.push(place);
    const isFull = undated.length >= this.#plan.lines;
    if (this.#plan.stretch === null) {
      // Waiting ones of later pieces come after these.
      if (isFull) this.#wanted[index] = 0;
      return;
    }
    this.#keepCell(index, place);
    // Until the first lines are found, every event is looked at.
    if (!isFull) return;
    if (Number.isNaN(time)) this.#untimedDone[index] = 1;
    else this.#from[index] = Math.floor(time / this.#stretch) * this.#stretch;
  }

  #headOf(index: number): Location[] {
    let undated = this.#heads.get(index);
    if (undated === undefined) {
      undated = [];
      this.#heads.set(index, undated);
    }
    return undated;
  }

  #keepCell(index: number, place: Location): void {
    let cells = this.#cells.get(index);
    if (cells === undefined) {
      cells = new Map();
      this.#cells.set(index, cells);
    }
    const cell = Math.floor(place.time / this.#stretch);
    if (cells.has(cell)) return;
    cells.set(cell, place);
    this.#size++;
    while (this.#size > MOST_CELLS) this.#widen();
  }

  #widen(): void {
    this.#stretch *= 2;
    this.#from.fill(Number.NaN);
    this.#cells = new Map(
      [...this.#cells].map(([index, cells]) => [index, firstOfEach(cells.values(), this.#stretch)]),
    );
    this.#size = [...this.#cells.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #addValues(batch: EventBatch): void {
    const { lines } = this.#plan;
    this.#plan.values.forEach(({ group, value, wanted }, n) => {
      const { heads, waiting } = this.#values[n]!;
      const column = batch.groups[group];
      if (column === undefined) return;
      for (let i = 0; i < batch.count && heads.length < lines; i++) {
        if (column.values[column.ids[i]!] !== value || wanted[batch.codes[i]! - FIRST_CODE] === 0) continue;
        const place = placeOf(batch, i, this.#piece);
        if (Number.isNaN(place.time) && this.#continues) {
          if (waiting.filter(({ piece }) => piece === this.#piece).length < lines) waiting.push(place);
        } else if (passes(place.time, this.#plan)) heads.push(place);
      }
    });
  }

  data(): EvidenceData {
    return {
      heads: [...this.#heads.values()].flat(),
      waiting: this.#waiting,
      cells: [...this.#cells.values()].flatMap((cells) => [...cells.values()]),
      stretch: this.#stretch,
      values: this.#values,
    };
  }
}

/** Whether the scan counts an event of that time. */
export function passes(time: number, { since, until }: Pick<EvidencePlan, 'since' | 'until'>): boolean {
  if (Number.isNaN(time)) return since === null && until === null;
  return (since === null || time >= since) && (until === null || time < until);
}

/** The first place of each stretch, by the stretch's number; NaN is that of the untimed ones. */
export function firstOfEach(places: Iterable<Location>, stretch: number): Map<number, Location> {
  const cells = new Map<number, Location>();
  for (const place of places) {
    const cell = Math.floor(place.time / stretch);
    if (!cells.has(cell)) cells.set(cell, place);
  }
  return cells;
}

function placeOf(batch: EventBatch, i: number, piece: number): Location {
  return {
    source: batch.source,
    piece,
    line: batch.lines[i]!,
    offset: batch.offsets[i]!,
    time: batch.times[i]!,
    code: batch.codes[i]!,
  };
}
