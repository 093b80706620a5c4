/**
 * Up to when all events are thought to have come: the smallest of the newest times of all sources that are not idle, less
 * the lateness that is allowed. Where all are idle it goes on with the clock. It never goes back.
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

  /** The source has ended: it holds nothing back. */
  end(source: number): void {
    this.#sources.delete(source);
  }

  /** @param now by the clock, in epoch milliseconds */
  at(now: number): number {
    const { lateness, idle } = this.#options;
    let least = Number.POSITIVE_INFINITY;
    for (const [source, { newest, read }] of this.#sources) {
      // What is idle comes back when it has a line.
      if (now - read >= idle) this.#sources.delete(source);
      else if (newest > Number.NEGATIVE_INFINITY) least = Math.min(least, newest);
    }
    const reached = least === Number.POSITIVE_INFINITY ? (this.#sources.size === 0 ? now : this.#value) : least;
    this.#value = Math.max(this.#value, reached - lateness);
    return this.#value;
  }
}
