/** What the kernel has counted by itself, taken out of its memory. */
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { KernelExports } from './exports.js';
import type { BlockPosition } from './records.js';

/**
 * Called with the indexes (number - 106000) of the codes that have events, and four numbers for each index: events, the
 * earliest and the latest time, in ms since the start of the range, and one of the kernel's own.
 */
export type TakeCounts = (codes: Uint16Array, numbers: Uint32Array) => void;

/**
 * Called for a line: the code of its event, the time in ms since the start of the range, where the line starts, as a byte of
 * the source, and in the block (negative: it began in an earlier one).
 */
export type ShowLine = (code: number, time: number, offset: number, start: number) => void;

/** What is told of all counted events together. */
export interface Counted {
  /** How many are on a line without a time of its own. */
  readonly inherited: number;
  /** The last one: its time in ms since the start of the range, and where its line starts, as a byte of the source. */
  readonly lastTime: number;
  readonly lastLine: number;
}

/** What the kernel answers where nothing was counted. */
const NONE = 2 ** 31 - 1;

export class KernelCounter {
  readonly #kernel: KernelExports;
  readonly #position: Readonly<BlockPosition>;
  #lastLine = 0;

  constructor(kernel: KernelExports, position: Readonly<BlockPosition>) {
    this.#kernel = kernel;
    this.#position = position;
  }

  /** To be called before the block is moved, as the kernel knows a line by where it is in the block. */
  settle(): void {
    const start = this.#kernel.takeCountedStart();
    if (start === NONE) return;
    this.#lastLine = start < 0 ? this.#position.openOffset : this.#position.offsetBase + start;
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

  /** Hands out what was counted, if anything, and clears it. */
  take(take: TakeCounts): Counted {
    this.settle();
    const kernel = this.#kernel;
    const codes = kernel.touchedCount();
    const counted = { inherited: kernel.inheritingCount(), lastTime: kernel.lastCounted(), lastLine: this.#lastLine };
    if (codes === 0) return counted;
    const { buffer } = kernel.memory;
    take(
      new Uint16Array(buffer, kernel.touchedAt.value, codes),
      new Uint32Array(buffer, kernel.countsAt.value, CODE_COUNT * 4),
    );
    kernel.clearCounts();
    return counted;
  }
}
