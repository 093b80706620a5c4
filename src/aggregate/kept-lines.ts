/**
 * Keeps the lines of the earliest and of the latest events of each error code. Which events these are is decided by time,
 * then by the order of the input, so that it depends neither on how the input was cut nor on who counts: the kernel offers
 * lines of what it has counted, the rest comes in batches. Like a tally it is a fold.
 */
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { EventFilter, type FilterSettings } from '../model/filter.js';
import type { KeptLine, LinesByCode } from '../model/kept-line.js';
import { MAX_KEPT_LINE } from '../model/limits.js';
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

/** A slot for a line: a later one that takes its place is copied into the same bytes, as logs bring ever later ones. */
interface Kept {
  code: number;
  source: string;
  time: number;
  /** The piece of the input, in input order. */
  piece: number;
  offset: number;
  /** The first `length` are the line, and perhaps what stands behind it. */
  readonly bytes: Uint8Array;
  length: number;
}

/** Copies the line at `place` into the bytes. @returns how many bytes */
type CopyLine = (place: number, into: Uint8Array) => number;

/** Plain data that a thread may send. */
export interface KeptLinesData {
  readonly lines: readonly Kept[];
  /** Of events that inherit their time from an earlier piece. */
  readonly undated: readonly Kept[];
}

/** Reads the source again from an offset on. @returns how many bytes */
type Reread = (offset: number, into: Uint8Array) => number;

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
  #reread: Reread | null = null;
  /** Slots whose bytes are not those of their line yet. */
  readonly #unread = new Set<Kept>();

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

  /** The next lines that are offered are of this part of a source. */
  beginPart({ name, reread }: { readonly name: string; readonly reread?: Reread }): void {
    this.#unread.clear();
    this.#source = name;
    this.#reread = reread ?? null;
  }

  /** Reads the lines of which only the places are known. */
  endPart(): void {
    for (const slot of this.#unread) {
      // The result is known already, and without a line that is no longer there it is still right.
      try {
        slot.length = this.#reread!(slot.offset, slot.bytes);
      } catch {
        slot.length = 0;
      }
    }
    this.#unread.clear();
  }

  /** Where the line of an event is, in a part that can be read again. */
  offerPlace(code: number, time: number, offset: number): void {
    const { earliest, latest } = this.#plan;
    this.#note(slotFor(this.#earliest, code, time, this.#piece, offset, earliest, isEarlier));
    this.#note(slotFor(this.#latest, code, time, this.#piece, offset, latest, isLater));
  }

  #note(slot: Kept | null): void {
    if (slot === null) return;
    slot.source = this.#source;
    slot.length = 0;
    this.#unread.add(slot);
  }

  /** A line of an event that passes the filter. */
  offer(code: number, time: number, offset: number, copy: CopyLine, place: number): void {
    const { earliest, latest } = this.#plan;
    this.#fill(slotFor(this.#earliest, code, time, this.#piece, offset, earliest, isEarlier), copy, place);
    this.#fill(slotFor(this.#latest, code, time, this.#piece, offset, latest, isLater), copy, place);
  }

  #fill(slot: Kept | null, copy: CopyLine, place: number): void {
    if (slot === null) return;
    this.#unread.delete(slot);
    slot.source = this.#source;
    slot.length = copy(place, slot.bytes);
  }

  add(batch: EventBatch): void {
    const { count, codes, times, offsets, lineBytes } = batch;
    if (lineBytes === undefined) return;
    const { wanted } = this.#plan;
    this.#source = batch.source;
    const copy: CopyLine = (i, into) => {
      const bytes = lineBytes(i);
      into.set(bytes);
      return bytes.length;
    };
    const take = (i: number) => {
      const code = codes[i]!;
      if (wanted[code - FIRST_CODE] === 0 || !this.#filter.hasCode(code - FIRST_CODE)) return;
      const time = times[i]!;
      if (Number.isNaN(time) && this.#continues) this.#addUndated(code, offsets[i]!, copy, i);
      else if (this.#filter.hasTime(time)) this.offer(code, time, offsets[i]!, copy, i);
    };
    // From both ends: once the first are there, those behind them are no earlier, and so for the last.
    for (let i = 0, j = count - 1; i <= j; i++, j--) {
      take(i);
      if (i < j) take(j);
    }
  }

  /** They all will have one time: the first and the last ones are kept. */
  #addUndated(code: number, offset: number, copy: CopyLine, place: number): void {
    const key = `${this.#piece} ${code}`;
    const kept = this.#undated.get(key) ?? [];
    this.#undated.set(key, kept);
    const { earliest, latest } = this.#plan;
    const at = kept.findIndex((other) => other.offset >= offset);
    if (kept[at]?.offset === offset) return;
    const line = newSlot(code);
    Object.assign(line, { time: Number.NaN, piece: this.#piece, offset });
    this.#fill(line, copy, place);
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

  #keep({ code, source, time, piece, offset, bytes, length }: Kept): void {
    this.#source = source;
    const { earliest, latest } = this.#plan;
    const copy: CopyLine = (_place, into) => {
      into.set(bytes.subarray(0, length));
      return length;
    };
    this.#fill(slotFor(this.#earliest, code, time, piece, offset, earliest, isEarlier), copy, 0);
    this.#fill(slotFor(this.#latest, code, time, piece, offset, latest, isLater), copy, 0);
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
      .filter(
        (line, i) => all.findIndex((other) => isSame(other, line)) === i && !(line.time < since) && line.length > 0,
      )
      .map(({ source, offset, time, bytes, length }) => {
        return { source, offset, time, text: lineText(bytes.subarray(0, length)) };
      });
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

function newSlot(code: number): Kept {
  return { code, source: '', time: 0, piece: 0, offset: 0, bytes: new Uint8Array(MAX_KEPT_LINE), length: 0 };
}

/**
 * The slot for a line that belongs among the first `most` in this order, at its place in the list; null where it does not,
 * or is there already. The last one of a full list gives up its own.
 */
function slotFor(
  lists: Map<number, Kept[]>,
  code: number,
  time: number,
  piece: number,
  offset: number,
  most: number,
  isFirst: Order,
): Kept | null {
  if (most === 0) return null;
  let kept = lists.get(code);
  if (kept === undefined) {
    kept = [];
    lists.set(code, kept);
  }
  const line = { time, piece, offset };
  const isFull = kept.length >= most;
  if (isFull && !isFirst(line, kept[kept.length - 1]!)) return null;
  let at = kept.length;
  for (let i = kept.length - 1; i >= 0; i--) {
    if (isSame(kept[i]!, line)) return null;
    if (isFirst(line, kept[i]!)) at = i;
  }
  const slot = isFull ? kept.pop()! : newSlot(code);
  slot.time = time;
  slot.piece = piece;
  slot.offset = offset;
  kept.splice(at, 0, slot);
  return slot;
}
