/**
 * What stands out now. It is looked for in all that is kept by window, not in the span that a view shows: an incident that
 * has lasted longer than that would be all there is, and since when would not be told.
 */
import type { Finding } from '../model/finding.js';
import type { LiveCounts } from './live-counts.js';

/** Looking takes at most this share of the time, as long as nobody waits longer than that for it. */
const MOST_SHARE = 0.03;
const MOST_WAIT_MS = 10_000;

type Counts = Pick<LiveCounts, 'events' | 'findings'> & { readonly windows: Pick<LiveCounts['windows'], 'newest'> };

export class LiveFindings {
  readonly #counts: Counts;
  readonly #now: () => number;
  #found: readonly Finding[] = [];
  /** How many events there were when it was looked last. */
  #events = 0;
  #next = Number.NEGATIVE_INFINITY;
  #gaveOld = false;

  /** @param now epoch milliseconds */
  constructor(counts: Counts, now: () => number) {
    this.#counts = counts;
    this.#now = now;
  }

  /** Whether somebody got findings that did not know of the newest events, and it is time to look again. */
  get isDue(): boolean {
    return this.#gaveOld && this.#now() >= this.#next;
  }

  /** Those that reach into the newest `span` milliseconds; of a code that is new, those that began in them. */
  of(span: number): Finding[] {
    const began = this.#now();
    this.#gaveOld = this.#counts.events !== this.#events && began < this.#next;
    if (this.#counts.events !== this.#events && !this.#gaveOld) {
      this.#events = this.#counts.events;
      this.#found = this.#counts.findings();
      const ended = this.#now();
      this.#next = ended + Math.min(MOST_WAIT_MS, (ended - began) / MOST_SHARE);
    }
    const from = this.#counts.windows.newest - span;
    return this.#found.filter(({ kind, since, until }) => {
      const time = kind === 'new-code' ? since : until;
      return time === null || Date.parse(time) > from;
    });
  }
}
