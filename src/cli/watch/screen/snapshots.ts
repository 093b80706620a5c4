/** What a screen shows, made anew when something came, but not so often that the reading waits for it. */
import type { LiveView } from '../../../watch/view.js';
import { Pace } from './pace.js';
import type { Snapshot } from './snapshot.js';

/** Making them may take this share of the time at most. */
const SHARE = 0.05;
/** None that is older than this is shown, in milliseconds, however long it takes to make one. */
const OLDEST_MS = 400;

export class Snapshots {
  readonly #view: LiveView;
  readonly #span: number;
  readonly #now: () => number;
  readonly #pace = new Pace();
  #made: { readonly snapshot: Snapshot; readonly version: number } | null = null;
  #next = 0;

  /** @param span milliseconds before the newest event */
  constructor(view: LiveView, span: number, now: () => number) {
    this.#view = view;
    this.#span = span;
    this.#now = now;
  }

  /** Milliseconds until there is a newer one; 0: the last one is the newest. */
  get wait(): number {
    return this.#made?.version === this.#view.version ? 0 : Math.max(1, this.#next - this.#now());
  }

  get(): Snapshot {
    const now = this.#now();
    const { version, totals } = this.#view;
    const pace = this.#pace.at(totals.lines, now);
    if (this.#made !== null && (this.#made.version === version || now < this.#next)) {
      return { ...this.#made.snapshot, pace, now };
    }
    const lines = [...this.#view.lines];
    const snapshot = { recent: this.#view.recent(this.#span), totals, lines, pace, now, missed: null };
    const end = this.#now();
    this.#made = { snapshot, version };
    this.#next = end + Math.min(OLDEST_MS, (end - now) / SHARE);
    return snapshot;
  }
}
