/**
 * Keeps the lines of the earliest and of the latest events of each error code. Which events these are is decided by time,
 * then by the order of the input, so that it depends neither on how the input was cut nor on who counts: the kernel offers
 * lines of what it has counted, the rest comes in batches. Like a tally it is a fold.
 */
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter, type FilterSettings } from '../model/filter.js';
import type { KeptLine, LinesByCode } from '../model/kept-line.js';
import { lineText } from '../text/line-text.js';
import type { PieceFacts } from './locations.js';

export interface KeptLinesPlan {
  readonly filter: FilterSettings;
  /** 1 for each code (by number - 106000) whose lines are kept. */
  readonly wanted: Uint8Array;
  /** How many lines of each code are kept of the earliest events, and of the latest. */
  readonly earliest: number;
  readonly latest: number;
}

interface Kept extends Omit<KeptLine, 'text'> {
  readonly code: number;
  /** The piece of the input, in input order. */
  readonly piece: number;
  readonly bytes: Uint8Array;
}

/** Plain data that a thread may send. */
export interface KeptLinesData {
  readonly lines: readonly Kept[];
  /** Of events that inherit their time from an earlier piece. */
  readonly undated: readonly Kept[];
}

type Place = Pick<Kept, 'time' | 'piece' | 'offset'>;

export class KeptLines {
  readonly #plan: KeptLinesPlan;
  readonly #filter: EventFilter;
  /** By code: the earliest first, and the latest first. */
  readonly #earliest = new Map<number, Kept[]>();
  readonly #latest = new Map<number, Kept[]>();
  #undated = new Map<string, Kept[]>();
  #piece = -1;
  #continues = false;
  #source = '';

  constructor(plan: KeptLinesPlan) {
    this.#plan = plan;
    this.#filter = new EventFilter(plan.filter);
  }

  get wanted(): Uint8Array {
    return this.#plan.wanted;
  }

  /** The next lines are of this piece. `continues`: it begins within a source. */
  begin(piece: number, continues: boolean): void {
    this.#piece = piece;
    this.#continues = continues;
  }

  /** The next lines that are offered are of this source. */
  beginSource(source: string): void {
    this.#source = source;
  }

  /** A line of an event that passes the filter. */
  offer(code: number, time: number, offset: number, bytes: () => Uint8Array): void {
    const place = { time, piece: this.#piece, offset };
    const { earliest, latest } = this.#plan;
    const isEarly = ranks(this.#earliest.get(code), place, earliest, isEarlier);
    const isLate = ranks(this.#latest.get(code), place, latest, isLater);
    if (!isEarly && !isLate) return;
    const kept: Kept = { source: this.#source, ...place, code, bytes: bytes() };
    if (isEarly) insert(this.#earliest, kept, earliest, isEarlier);
    if (isLate) insert(this.#latest, kept, latest, isLater);
  }

  add(batch: EventBatch): void {
    const { count, codes, times, offsets, lineBytes } = batch;
    if (lineBytes === undefined) return;
    const { wanted } = this.#plan;
    this.#source = batch.source;
    const take = (i: number) => {
      const code = codes[i]!;
      if (wanted[code - FIRST_CODE] === 0 || !this.#filter.hasCode(code - FIRST_CODE)) return;
      const time = times[i]!;
      if (Number.isNaN(time) && this.#continues) this.#addUndated(code, offsets[i]!, () => lineBytes(i));
      else if (this.#filter.hasTime(time)) this.offer(code, time, offsets[i]!, () => lineBytes(i));
    };
    // From both ends: once the first are there, those behind them are no earlier, and so for the last.
    for (let i = 0, j = count - 1; i <= j; i++, j--) {
      take(i);
      if (i < j) take(j);
    }
  }

  /** They all will have one time: the first and the last ones are kept. */
  #addUndated(code: number, offset: number, bytes: () => Uint8Array): void {
    const key = `${this.#piece} ${code}`;
    const kept = this.#undated.get(key) ?? [];
    this.#undated.set(key, kept);
    const { earliest, latest } = this.#plan;
    const line: Kept = { source: this.#source, time: Number.NaN, piece: this.#piece, offset, code, bytes: bytes() };
    const at = kept.findIndex((other) => other.offset >= offset);
    if (kept[at]?.offset === offset) return;
    kept.splice(at < 0 ? kept.length : at, 0, line);
    if (kept.length > earliest + latest) kept.splice(earliest, 1);
  }

  data(): KeptLinesData {
    const lines = [...this.#earliest.values(), ...this.#latest.values()].flat();
    return { lines, undated: [...this.#undated.values()].flat() };
  }

  merge({ lines, undated }: KeptLinesData): void {
    for (const line of lines) this.#keep(line);
    this.#undated.set(`other ${this.#undated.size}`, [...undated]);
  }

  #keep(line: Kept): void {
    insert(this.#earliest, line, this.#plan.earliest, isEarlier);
    insert(this.#latest, line, this.#plan.latest, isLater);
  }

  /**
   * @param facts of each piece
   * @param since events before it do not count, which is known only now
   */
  finish(facts: (piece: number) => PieceFacts, since: number): LinesByCode {
    for (const line of [...this.#undated.values()].flat()) {
      const time = facts(line.piece).timeBefore;
      if (this.#filter.hasTime(time)) this.#keep({ ...line, time });
    }
    this.#undated = new Map();
    const codes = [...new Set([...this.#earliest.keys(), ...this.#latest.keys()])].sort((a, b) => a - b);
    return new Map(codes.map((code) => [code, this.#linesOf(code, since)]));
  }

  #linesOf(code: number, since: number): KeptLine[] {
    const all = [...(this.#earliest.get(code) ?? []), ...(this.#latest.get(code) ?? []).toReversed()];
    return all
      .filter((line, i) => all.findIndex((other) => isSame(other, line)) === i && !(line.time < since))
      .map(({ source, offset, time, bytes }) => ({ source, offset, time, text: lineText(bytes) }));
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.piece === b.piece && a.offset === b.offset;
}

/** Events with a time come before those without one, in both orders. */
function isEarlier(a: Place, b: Place): boolean {
  if (Number.isNaN(a.time) !== Number.isNaN(b.time)) return Number.isNaN(b.time);
  return a.time < b.time || (!(a.time > b.time) && isBefore(a, b));
}

function isLater(a: Place, b: Place): boolean {
  if (Number.isNaN(a.time) !== Number.isNaN(b.time)) return Number.isNaN(b.time);
  return a.time > b.time || (!(a.time < b.time) && isBefore(b, a));
}

function isBefore(a: Place, b: Place): boolean {
  return a.piece < b.piece || (a.piece === b.piece && a.offset < b.offset);
}

type Order = (a: Place, b: Place) => boolean;

/** Whether the line belongs among the first `most` in this order, and is not there yet. */
function ranks(kept: readonly Kept[] | undefined, place: Place, most: number, isFirst: Order): boolean {
  if (most === 0) return false;
  if (kept === undefined) return true;
  const last = kept[kept.length - 1]!;
  if (kept.length >= most && !isFirst(place, last)) return false;
  return !kept.some((other) => isSame(other, place));
}

function insert(lists: Map<number, Kept[]>, line: Kept, most: number, isFirst: Order): void {
  const kept = lists.get(line.code);
  if (!ranks(kept, line, most, isFirst)) return;
  if (kept === undefined) {
    lists.set(line.code, [line]);
    return;
  }
  const at = kept.findIndex((other) => isFirst(line, other));
  kept.splice(at < 0 ? kept.length : at, 0, line);
  if (kept.length > most) kept.pop();
}
