/**
 * A text in portions. While one is verified and saved, or the history is opened, other threads count the next ones.
 *
 *     position ──▶ begun: its range, fingerprints of how it was before ──▶ taken in order ──▶ plain.ts
 *                    │  counted by other threads
 *                    ▼
 *                  the next one is begun
 */
import { type Fingerprint, rangeBefore } from '../../history/streams/fingerprints.js';
import type { WantedTimes } from './anchors.js';
import { MOST_COUNTS } from './count-piece.js';
import { RangeCount, type RangeCounter, SIZES } from './count-range.js';
import type { FileStat, PlainText } from './text.js';

/** So many are begun of which other threads have something to count: they wait for none between two. */
const MOST_COUNTING = 2;
/** No more are begun where so many wait to be taken, or where their counts are so many: see `LogCounts`. */
const MOST_WAITING = 16;
const MOST_SIZE = MOST_COUNTS;

/** A range of whole lines that is being counted. Offsets are bytes of the text. */
export interface Portion {
  readonly from: number;
  readonly end: number;
  /** Whether the text declares that its times are UTC. */
  readonly utc: boolean;
  /** Of the text's first lines, before it was counted; none where its reader has looked at them before that. */
  readonly head: readonly Fingerprint[];
  /** Of the last bytes of the range, before it was counted. */
  readonly last: readonly Fingerprint[];
  readonly count: RangeCount;
}

/** How far a text may be read. */
export interface Bounds {
  /** Bytes of the text. */
  readonly size: number;
  /** Behind the position no line ends before this byte. */
  readonly unended: number;
  /** No portion goes beyond one of these bytes. */
  readonly borders: readonly number[];
}

export class Portions {
  readonly #text: PlainText;
  readonly #stat: FileStat;
  readonly #wanted: WantedTimes | null;
  readonly #counter: RangeCounter;
  readonly #head: readonly Fingerprint[];
  readonly #isUtc: boolean;
  /** Whether others are begun before they are asked for. */
  #goesAhead: boolean;
  #waiting: { readonly portion: Portion; size: number | null }[] = [];

  /**
   * @param stat of the text's file: years that lines do not have follow from when it was changed
   * @param isUtc whether its head declares that its times are UTC
   * @param head see `Portion`
   */
  constructor(
    text: PlainText,
    stat: FileStat,
    isUtc: boolean,
    head: readonly Fingerprint[],
    wanted: WantedTimes | null,
    counter: RangeCounter,
  ) {
    this.#text = text;
    this.#stat = stat;
    this.#wanted = wanted;
    this.#counter = counter;
    this.#head = head;
    this.#isUtc = isUtc;
    // Events that are kept one by one take any amount of memory.
    this.#goesAhead = counter.threads !== null && counter.eventLines === undefined;
  }

  /** Begins with the text's first portions, though it is not sure yet that they are asked for. */
  begin(bounds: Bounds): void {
    this.#goAhead(0, false, bounds);
  }

  /**
   * The next portion: up to the end of the last whole line within the bounds, to the next border, or to where there is
   * enough for a transaction.
   * @param utc whether what comes before the position has declared it
   * @returns null: there is no further whole line
   */
  async take(position: number, utc: boolean, bounds: Bounds): Promise<Portion | null> {
    if (this.#waiting.length > 0 && this.#waiting[0]!.portion.from !== position) {
      // There are very many counts, or parts are of other texts: what comes next is not known before.
      this.#goesAhead = false;
      await this.drop();
    }
    const portion = this.#waiting.shift()?.portion ?? this.#next(position, utc, bounds);
    if (portion !== null) this.#goAhead(portion.end, portion.utc, bounds);
    return portion;
  }

  /** Ends what waits. Afterwards no thread reads the text. */
  async drop(): Promise<void> {
    await Promise.all(this.#waiting.splice(0).map(({ portion }) => portion.count.drop()));
  }

  /** @param from where the first of them begins if none waits */
  #goAhead(from: number, utc: boolean, bounds: Bounds): void {
    const waiting = this.#waiting;
    for (;;) {
      const counting = waiting.filter(({ size }) => size === null).length;
      const size = waiting.reduce((sum, each) => sum + (each.size ?? 0), 0);
      if (!this.#goesAhead || counting >= MOST_COUNTING || waiting.length >= MOST_WAITING || size >= MOST_SIZE) return;
      const last = waiting.at(-1)?.portion;
      const portion = this.#tryNext(last?.end ?? from, last?.utc ?? utc, bounds);
      if (portion === null) return;
      const each = { portion, size: null as number | null };
      waiting.push(each);
      portion.count.sizeElsewhere().then((counted) => {
        each.size = counted;
        if (waiting.includes(each)) this.#goAhead(from, utc, bounds);
      });
    }
  }

  /** Null also where the text cannot be read: who takes it gets the error. */
  #tryNext(position: number, utc: boolean, bounds: Bounds): Portion | null {
    try {
      return this.#next(position, utc, bounds);
    } catch {
      this.#goesAhead = false;
      return null;
    }
  }

  #next(position: number, utc: boolean, { size, unended, borders }: Bounds): Portion | null {
    const text = this.#text;
    const border = borders.filter((each) => each > position).reduce((least, each) => Math.min(least, each), size);
    const { portion: length } = this.#counter.sizes ?? SIZES;
    const end = portionEnd(text, position, length, Math.max(position, unended), border);
    if (end === position) return null;
    const isUtc = position === 0 ? this.#isUtc : utc;
    const { name, modified } = this.#stat;
    const open = { fd: text.fd, start: text.start, name, modified, utc: isUtc };
    const last = fingerprintBefore(text, end);
    const count = new RangeCount(open, { from: position, to: end }, this.#wanted, this.#counter);
    return { from: position, end, utc: isUtc, head: this.#head, last, count };
  }
}

/** @param unended no line ends between the position and this byte */
function portionEnd(text: PlainText, position: number, length: number, unended: number, size: number): number {
  let searched = unended;
  for (let to = position + length; ; to += length) {
    const until = Math.min(to, size);
    const end = until > searched ? text.lastLineEnd(searched, until) : searched;
    if (end > searched) return end;
    // A line may be longer than a portion.
    if (to >= size) return position;
    searched = Math.max(searched, until);
  }
}

/** Of the last bytes before a position. None where the text has become shorter. */
export function fingerprintBefore(text: PlainText, end: number): Fingerprint[] {
  const { from } = rangeBefore(end);
  const digest = text.digestAt(from, end);
  return digest === null ? [] : [{ from, end, digest }];
}
