/** Counts the events outside of a run's time span, so that a warning can say when the events are: it may be mistyped. */

export interface OutsideData {
  /** Events dropped because of the span, including those without a time. */
  readonly events: number;
  /** In epoch milliseconds; Infinity and -Infinity where none has a time. */
  readonly first: number;
  readonly last: number;
}

export class Outside implements OutsideData {
  events = 0;
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;

  /** `time` may be NaN. */
  add(time: number, events: number): void {
    this.events += events;
    if (time < this.first) this.first = time;
    if (time > this.last) this.last = time;
  }

  merge({ events, first, last }: OutsideData): void {
    this.events += events;
    this.first = Math.min(this.first, first);
    this.last = Math.max(this.last, last);
  }

  data(): OutsideData {
    return { events: this.events, first: this.first, last: this.last };
  }
}
