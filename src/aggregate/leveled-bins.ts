/**
 * Counts by bin and code, while the length of a window is not decided yet: with `auto`, or because there are more counts
 * than are kept. Bins then become longer. Whether they do depends only on what was counted, not on who counted it in which
 * order, because the number of counts at a length only grows with the events.
 */
import { AUTO_MAX_WINDOWS, type WindowChoice, type WindowLength, windowName } from '../model/window.js';
import { thousands } from '../text/numbers.js';
import { autoLevel, BinCutter, LAST_LEVEL, windowLevels } from '../time/bins.js';
import { type Cutter, type Window, WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { BinCounts } from './bin-counts.js';
import type { TallyWindows } from './tally-data.js';

/** How many counts of windows and codes are kept: a month of windows of a minute, if each has twelve codes. */
const MAX_WINDOW_COUNTS = 1 << 19;

/** What a message says of a length that gives more. */
export function tooManyCounts(window: WindowLength): string {
  return `--window ${windowName(window)}: expected at most ${thousands(MAX_WINDOW_COUNTS)} counts of windows and codes; got more`;
}

export class LeveledBins {
  readonly #timeZone: Zone;
  readonly #isAuto: boolean;
  /** Lengths of windows, and the index of the one that bins are made for: at first that which was asked for. */
  readonly #levels: readonly WindowLength[];
  #level = 0;
  readonly #counts = new BinCounts();
  #cutter: Cutter;
  /** Number of bins at which to check again whether `auto` can use longer bins. */
  #nextCheck: number;

  constructor(timeZone: Zone, window: WindowChoice) {
    this.#timeZone = timeZone;
    this.#isAuto = window === 'auto';
    this.#levels = windowLevels(window);
    this.#cutter = this.#newCutter();
    this.#nextCheck = this.#isAuto ? AUTO_MAX_WINDOWS + 1 : Number.POSITIVE_INFINITY;
  }

  get level(): number {
    return this.#level;
  }

  #newCutter(): Cutter {
    return this.#isAuto && this.#level <= LAST_LEVEL
      ? new BinCutter(this.#timeZone, this.#level)
      : new WindowCutter(this.#timeZone, this.#levels[this.#level]!);
  }

  /** The bin of an instant, with its number, which holds until the next call. */
  at(time: number): Window & { readonly bin: number } {
    for (;;) {
      const { start, end } = this.#cutter.at(time);
      const bin = this.#counts.bin(start);
      if (this.#counts.starts.length >= this.#nextCheck) this.#lengthenAuto();
      else if (this.#counts.size > MAX_WINDOW_COUNTS) this.fit();
      else return { start, end, bin };
    }
  }

  /** Counts `n` events of the code with index `code` (number - 106000) in a bin. */
  add(bin: number, code: number, n: number): void {
    this.#counts.add(bin, code, n);
  }

  /** Makes room for `more` counts at once. */
  reserve(more: number): void {
    this.#counts.reserve(more);
  }

  /** Goes over to longer bins until there are few enough counts. */
  fit(): void {
    while (this.#counts.size > MAX_WINDOW_COUNTS && this.#level < this.#levels.length - 1)
      this.toLevel(this.#level + 1);
  }

  /** Goes over to longer bins where these would give too many windows, for `auto`. */
  #lengthenAuto(): void {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const start of this.#counts.starts) {
      if (start < first) first = start;
      if (start > last) last = start;
    }
    this.toLevel(Math.max(this.#level, autoLevel(this.#timeZone, first, last)));
    // There can be more bins than windows, so the next check is at twice their number.
    this.#nextCheck = this.#level < LAST_LEVEL ? this.#counts.starts.length * 2 + AUTO_MAX_WINDOWS : Infinity;
  }

  /** Goes over to the bins of a level; does nothing where they are at it, or longer. */
  toLevel(level: number): void {
    if (level <= this.#level) return;
    this.#level = level;
    this.#cutter = this.#newCutter();
    this.#counts.lengthen(this.#cutter);
  }

  columns(): ReturnType<BinCounts['columns']> {
    this.fit();
    return this.#counts.columns();
  }

  /** The counts by window. `first`, `last`: the times of the first and the last event, in epoch milliseconds. */
  windows(first: number, last: number): TallyWindows {
    this.fit();
    const isOpen = this.#isAuto && first <= last && this.#level < LAST_LEVEL;
    const level = isOpen ? autoLevel(this.#timeZone, first, last, this.#level) : this.#level;
    const length = this.#levels[level]!;
    const cutter = new WindowCutter(this.#timeZone, length);
    return { length, cutter, windows: this.#counts.windows(cutter), first, last };
  }
}
