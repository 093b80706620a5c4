/** Events and errors of the last seconds, by when they were read. */
import { STRIP_SECONDS } from '../report/html/live/strip.js';
import type { LiveTotals } from '../watch/view.js';

type Counted = Pick<LiveTotals, 'events' | 'errors'>;

export class Seconds {
  readonly #past: (readonly [events: number, errors: number])[] = [];
  #before: Counted;

  /** @param start what was counted by then is in none of them */
  constructor({ events, errors }: Counted) {
    this.#before = { events, errors };
  }

  /** To be called once a second. */
  turn({ events, errors }: Counted): void {
    this.#past.push([events - this.#before.events, errors - this.#before.errors]);
    if (this.#past.length > STRIP_SECONDS) this.#past.shift();
    this.#before = { events, errors };
  }

  get list(): readonly (readonly [events: number, errors: number])[] {
    return this.#past;
  }
}
