/** Statistics on dates of two numbers and a year: which of the two numbers is the month. */
import type { DateOrder } from '../model/rules.js';
import type { Excerpt, TimeFacts } from './diagnosis.js';

/** A weekday may stand before. A year of two digits is accepted only where an order was given. */
const ORDERED = /^(?:[A-Za-z]+,? +)?(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/;

type DateOrderFacts = TimeFacts['dateOrder'];

export class DateStats {
  readonly #facts: DateOrderFacts;

  constructor(order: DateOrder | null) {
    this.#facts = {
      order,
      ...{ either: 0, monthFirst: 0, dayFirst: 0, unread: 0 },
      ...{ eitherExample: null, monthFirstExample: null, dayFirstExample: null },
    };
  }

  /** @param text a timestamp that was read @returns whether it has such a date */
  add(text: string, place: Excerpt): boolean {
    const match = ORDERED.exec(text);
    if (match === null || (match[4]!.length === 2 && this.#facts.order === null)) return false;
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (first > 12) {
      this.#facts.dayFirst += 1;
      this.#facts.dayFirstExample ??= place;
    } else if (second > 12) {
      this.#facts.monthFirst += 1;
      this.#facts.monthFirstExample ??= place;
    } else if (first !== second) {
      this.#facts.either += 1;
      this.#facts.eitherExample ??= place;
    }
    return true;
  }

  /** Counts a line with a date that exists only with the month first, in a form that has the day first. */
  addUnread(place: Excerpt): void {
    this.#facts.unread += 1;
    this.#facts.monthFirstExample ??= place;
  }

  get facts(): DateOrderFacts {
    return { ...this.#facts };
  }
}

/** What was read as first in dates that exist in either order. */
export function readWith({ order, eitherExample }: DateOrderFacts): 'month' | 'day' {
  if (order !== null) return order === 'mdy' ? 'month' : 'day';
  return ORDERED.exec(eitherExample?.text ?? '')?.[2] === '-' ? 'day' : 'month';
}
