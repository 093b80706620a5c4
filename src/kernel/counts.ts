/** What the kernel has counted by itself, taken out of its memory. */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { KernelExports } from './exports.js';
import type { BlockPosition } from './records.js';

/** A range of time that the kernel has counted. Times are in wall-clock milliseconds. */
export interface CountedRange {
  readonly start: number;
  /** How many codes have events, and where their numbers begin in `numbers`: see `CountedCodes`. */
  readonly size: number;
  readonly at: number;
  readonly numbers: Uint32Array;
  /** How many events are on a line without a time of its own. */
  readonly inherited: number;
  /** The last event: its time in ms since the start of the range, and where its line starts, as a byte of the source. */
  readonly lastTime: number;
  readonly lastLine: number;
  /** The minute that follows it; null where the next event comes as a record. */
  readonly next: NextMinute | null;
}

/** An hour whose minutes may follow each other, in wall-clock milliseconds: see `Kernel.countRange`. */
export interface MinuteHour {
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

/** A minute that the kernel has begun by itself, with the event that ended the one before. */
export interface NextMinute {
  /** In wall-clock milliseconds. */
  readonly start: number;
  /** The number of that event's line, from 1, and where it starts, as a byte of the source. */
  readonly line: number;
  readonly offset: number;
  /** Lines since `begin` with at least one accepted code, with that one. */
  readonly matched: number;
}

/**
 * Called for a line: the code of its event, the time in ms since the start of the range, where the line starts, as a byte of
 * the source, and in the block (negative: it began in an earlier one).
 */
export type ShowLine = (code: number, time: number, offset: number, start: number) => void;

/** The numbers of a range stand at these places, in 4 or 8 bytes each: see `assembly/ranges.ts`. */
const HEAD_BYTES = 64;
const CODE_BYTES = 16;

export class KernelCounter {
  readonly #kernel: KernelExports;
  readonly #position: Readonly<BlockPosition>;
  #numbers = new Uint32Array(0);
  #times = new Float64Array(0);

  constructor(kernel: KernelExports, position: Readonly<BlockPosition>) {
    this.#kernel = kernel;
    this.#position = position;
  }

  /** To be called before the block is moved, as the kernel knows a line by where it is in the block. */
  settle(): void {
    this.#kernel.settleCounted();
  }

  /** Makes `showLines` possible. */
  keepLines(): void {
    this.#kernel.keepCodeLines();
  }

  /** Of each wanted code the lines of its earliest and latest event so far: all, or those in the current block. */
  showLines(wanted: Uint8Array, which: 'all' | 'in the block', show: ShowLine): void {
    const kernel = this.#kernel;
    const codes = kernel.touchedCount();
    if (codes === 0) return;
    const { offsetBase, openOffset } = this.#position;
    const { buffer } = kernel.memory;
    const touched = new Uint16Array(buffer, kernel.touchedAt.value, codes);
    const counts = new Uint32Array(buffer, kernel.countsAt.value, CODE_COUNT * 4);
    const lines = new Float64Array(buffer, kernel.codeLinesAt.value, CODE_COUNT * 2);
    for (let i = 0; i < codes; i++) {
      const index = touched[i]!;
      if (wanted[index] === 0) continue;
      for (let end = 0; end < 2; end++) {
        const offset = lines[index * 2 + end]!;
        if (which !== 'all' && offset < offsetBase && offset !== openOffset) continue;
        const time = counts[index * 4 + 1 + end]!;
        show(index + FIRST_CODE, time, offset, offset < offsetBase ? -1 : offset - offsetBase);
      }
    }
  }

  /** Hands out what was counted, range after range, and clears it. The last one may be empty. */
  take(take: (range: CountedRange) => void): void {
    const kernel = this.#kernel;
    const end = kernel.takeRanges();
    const { buffer } = kernel.memory;
    if (this.#numbers.buffer !== buffer) {
      this.#numbers = new Uint32Array(buffer);
      this.#times = new Float64Array(buffer);
    }
    const [numbers, times] = [this.#numbers, this.#times];
    const { linesBefore } = this.#position;
    const first = kernel.rangesAt.value;
    for (let at = first; at < first + end; ) {
      const size = numbers[at >> 2]!;
      const time = at >> 3;
      const start = times[time + 4]!;
      const next = Number.isNaN(start)
        ? null
        : { start, line: linesBefore + times[time + 5]! + 1, offset: times[time + 6]!, matched: times[time + 7]! };
      take({
        start: times[time + 1]!,
        size,
        at: (at + HEAD_BYTES) >> 2,
        numbers,
        inherited: numbers[(at >> 2) + 1]!,
        lastTime: times[time + 2]!,
        lastLine: times[time + 3]!,
        next,
      });
      at += HEAD_BYTES + size * CODE_BYTES;
    }
  }
}
