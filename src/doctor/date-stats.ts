/** Dates of two numbers and a year behind them: which of the two is the month. */
import type { DateOrder } from '../model/rules.js';
import type { Place, TimeFacts } from './diagnosis.js';

/** After a weekday, too. A year of two digits stands last only where an order was given. */
const ORDERED = /^(?:[A-Za-z]+,? +)?(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/;

type Facts = TimeFacts['dateOrder'];

export class DateStats {
  readonly #facts: Facts;

  constructor(order: DateOrder | null) {
    this.#facts = {
      order,
      ...{ either: 0, monthFirst: 0, dayFirst: 0, unread: 0 },
      ...{ eitherExample: null, monthFirstExample: null, dayFirstExample: null },
    };
  }

  /** @param text a timestamp that was read @returns whether it has such a date */
  add(text: string, place: Place): boolean {
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

  /** A line with a date that is only possible with the month first, where the day stands first. */
  addUnread(place: Place): void {
    this.#facts.unread += 1;
    this.#facts.monthFirstExample ??= place;
  }

  get facts(): Facts {
    return { ...this.#facts };
  }
}

/** What stands first in dates that can be read in either order, as they were read. */
export function readWith({ order, eitherExample }: Facts): 'month' | 'day' {
  if (order !== null) return order === 'mdy' ? 'month' : 'day';
  return ORDERED.exec(eitherExample?.text ?? '')?.[2] === '-' ? 'day' : 'month';
}
