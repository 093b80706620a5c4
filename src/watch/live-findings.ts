/**
 * What stands out now. It is looked for in all that is kept by window, not in the span that a view shows: an incident that
 * has lasted longer than that would be all there is, and since when would not be told.
 */
import type { Finding } from '../model/finding.js';
import type { LiveCounts } from './live-counts.js';

/** Looking takes at most this share of the time. */
const MOST_SHARE = 0.03;

export class LiveFindings {
  readonly #counts: LiveCounts;
  readonly #keep: number;
  readonly #now: () => number;
  #found: readonly Finding[] = [];
  /** How many events there were when it was looked last. */
  #events = 0;
  #next = Number.NEGATIVE_INFINITY;

  /** @param options `keep`: milliseconds for which windows are kept as they are. `now`: epoch milliseconds */
  constructor(counts: LiveCounts, { keep, now }: { readonly keep: number; readonly now: () => number }) {
    this.#counts = counts;
    this.#keep = keep;
    this.#now = now;
  }

  /** Those that reach into the newest `span` milliseconds. */
  of(span: number): Finding[] {
    const began = this.#now();
    if (this.#counts.events !== this.#events && began >= this.#next) {
      this.#events = this.#counts.events;
      this.#found = this.#counts.recent(Math.max(this.#keep, span)).summary.findings;
      const ended = this.#now();
      this.#next = ended + (ended - began) / MOST_SHARE;
    }
    const from = this.#counts.windows.newest - span;
    return this.#found.filter(({ until }) => until === null || Date.parse(until) > from);
  }
}
