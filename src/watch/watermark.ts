/**
 * Up to when all events are thought to have come: the smallest of the newest times of all sources that are not idle, less
 * the lateness that is allowed. Where all are idle it goes on as fast as the clock does: a log of last year that is fed with
 * pauses is not late. It never goes back.
 */
import { CLOCK_SLACK_MS } from '../model/limits.js';

export interface WatermarkOptions {
  /** Milliseconds. */
  readonly lateness: number;
  /** A source without a new line for so many milliseconds is idle. */
  readonly idle: number;
}

interface SourceTime {
  newest: number;
  /** When a line of it was read last, by the clock. */
  read: number;
}

export class Watermark {
  readonly #options: WatermarkOptions;
  readonly #sources = new Map<number, SourceTime>();
  #value = Number.NEGATIVE_INFINITY;
  /** Since when all sources are idle, as far as it was looked at; epoch milliseconds. */
  #idleFrom = Number.NEGATIVE_INFINITY;

  constructor(options: WatermarkOptions) {
    this.#options = options;
  }

  /**
   * Lines of a source were read.
   * @param source number of the text
   * @param newest latest time of its events; NaN: none has one. Times in the future do not count.
   * @param now by the clock. All in epoch milliseconds
   */
  see(source: number, newest: number, now: number): void {
    const time = this.#sources.get(source) ?? { newest: Number.NEGATIVE_INFINITY, read: now };
    this.#sources.set(source, time);
    time.read = now;
    if (newest > time.newest && newest <= now + CLOCK_SLACK_MS) time.newest = newest;
  }

  /** The source has ended: it holds nothing back. @param now by the clock, in epoch milliseconds */
  end(source: number, now: number): void {
    if (this.#sources.delete(source)) this.#idleFrom = Math.max(this.#idleFrom, now);
  }

  /** @param now by the clock, in epoch milliseconds. @returns -Infinity before any time was seen */
  at(now: number): number {
    const { lateness, idle } = this.#options;
    let least = Number.POSITIVE_INFINITY;
    for (const [source, { newest, read }] of this.#sources) {
      if (now - read >= idle) {
        // What is idle comes back when it has a line.
        this.#sources.delete(source);
        this.#idleFrom = Math.max(this.#idleFrom, read + idle);
        if (this.#sources.size === 0) this.#reach(newest - lateness);
      } else if (newest > Number.NEGATIVE_INFINITY) least = Math.min(least, newest);
    }
    if (least < Number.POSITIVE_INFINITY) this.#reach(least - lateness);
    if (this.#sources.size === 0 && now > this.#idleFrom) {
      this.#reach(this.#value + now - this.#idleFrom);
      this.#idleFrom = now;
    }
    return this.#value;
  }

  #reach(time: number): void {
    if (time > this.#value) this.#value = time;
  }
}
