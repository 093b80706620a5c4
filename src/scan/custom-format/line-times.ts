/**
 * The time that each line of a block has or inherits, where some times come from a custom format and the others from the
 * kernel. The kernel is asked only when an event, or the end of the block, needs the time, and once for each line.
 */
import type { Kernel } from '../../kernel/kernel.js';

export class LineTimes {
  readonly #kernel: Kernel;
  /** Offset in the block of the first line that the kernel was not asked for yet. */
  #open = 0;
  /** The latest time, as wall-clock time and zone of a kernel record. */
  local = Number.NaN;
  zone = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  begin(): void {
    this.#open = 0;
    this.local = Number.NaN;
    this.zone = 0;
  }

  /** Sets the time of the line before `next`, which the custom format has found. */
  set(local: number, zone: number, next: number): void {
    this.local = local;
    this.zone = zone;
    this.#open = next;
  }

  /** Treats the line from `start` to `next` as one without a time, even if the kernel would find one. */
  skip(start: number, before: number, next: number): void {
    if (this.#open < start) this.#ask(before);
    this.#open = next;
  }

  /** Updates the latest time up to the line at `start`. @returns whether the ordinary rules find a time on that line */
  read(start: number, next: number): boolean {
    const isTimed = this.#ask(start);
    this.#open = next;
    return isTimed;
  }

  /** Ends the block, whose last line starts at `last`. */
  leave(last: number): void {
    if (this.#open <= last) this.#ask(last);
    this.#open = 0;
  }

  #ask(start: number): boolean {
    const found = this.#kernel.timeBetween(this.#open, start);
    if (found === 'none') return false;
    const { local, zone } = this.#kernel.lastTime;
    this.local = local;
    this.zone = zone;
    return found === 'own';
  }
}
