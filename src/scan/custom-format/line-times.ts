/**
 * The time that a line of a block has or inherits, where some lines have times in a form of the user's own. The kernel is
 * asked for the others' only when an event, or what comes after the block, depends on it; each line is looked at once.
 */
import type { Kernel } from '../../kernel/kernel.js';

export class LineTimes {
  readonly #kernel: Kernel;
  /** Where the lines begin whose times are not part of the latest one yet, since the block's start. */
  #open = 0;
  /** The latest time: as the kernel's records have it. */
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

  /** The line before `next` has this time of its own. */
  own(local: number, zone: number, next: number): void {
    this.local = local;
    this.zone = zone;
    this.#open = next;
  }

  /** The line that starts at `start` and ends before `next` counts as one without a time, whatever else stands on it. */
  pass(start: number, before: number, next: number): void {
    if (this.#open < start) this.#ask(before);
    this.#open = next;
  }

  /** Whether the ordinary rules find a time on the line that starts at `start`; the latest time is known then. */
  read(start: number, next: number): boolean {
    const isOwn = this.#ask(start);
    this.#open = next;
    return isOwn;
  }

  /** The block ends, its last line starts at `last`. */
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
