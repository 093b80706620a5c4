/** The summary of the newest windows, made anew when something came, but never so often that it keeps the reader waiting. */
import type { Summary } from '../../../model/summary.js';
import type { LiveView } from '../../../watch/view.js';

/** It may take this share of the time at most. */
const SHARE = 0.1;

export class RecentSummary {
  readonly #view: LiveView;
  readonly #span: number;
  readonly #now: () => number;
  #made: { readonly summary: Summary; readonly version: number } | null = null;
  #next = 0;

  constructor(view: LiveView, span: number, now: () => number) {
    this.#view = view;
    this.#span = span;
    this.#now = now;
  }

  get(): Summary {
    const start = this.#now();
    const { version } = this.#view;
    if (this.#made !== null && (this.#made.version === version || start < this.#next)) return this.#made.summary;
    const summary = this.#view.recent(this.#span);
    const end = this.#now();
    this.#made = { summary, version };
    this.#next = end + (end - start) / SHARE;
    return summary;
  }
}
