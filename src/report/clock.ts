/**
 * Dates and clock times for readers, in the report zone. A *wall* value is the wall-clock time there, as the milliseconds
 * of the same clock reading in UTC. The zone's offsets are taken from the summary's windows, so that a summary is shown
 * the same on a machine with other time zone data.
 */
import { DAY_MS, MONTHS, shortName, WEEKDAYS } from '../model/calendar.js';
import type { Summary, WindowSummary } from '../model/summary.js';
import { offsetMs, offsetOf } from '../time/rfc3339.js';

/** `3 Nov`, with the year `3 Nov 2026`. */
export function dayText(wall: number, year: boolean): string {
  const date = new Date(wall);
  const day = `${date.getUTCDate()} ${monthName(date)}`;
  return year ? `${day} ${date.getUTCFullYear()}` : day;
}

/** `Nov`, with the year `Nov 2026`. */
export function monthText(wall: number, year: boolean): string {
  const date = new Date(wall);
  return year ? `${monthName(date)} ${date.getUTCFullYear()}` : monthName(date);
}

function monthName(date: Date): string {
  return shortName(MONTHS[date.getUTCMonth()]!);
}

function weekday(wall: number): string {
  return shortName(WEEKDAYS[new Date(wall).getUTCDay()]!);
}

/** `14:05`, with seconds `14:05:09` where they are not zero. */
export function clockText(wall: number): string {
  const time = new Date(wall).toISOString().slice(11, 19);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
}

/** Formats the instants of a summary in its zone. */
export class ReportClock {
  /** Whether all windows start in one calendar year, so that dates can omit it. */
  readonly oneYear: boolean;
  readonly #windows: readonly WindowSummary[];
  /** Of the windows that were looked at, in epoch milliseconds: each is made into a text, and read again, once. */
  readonly #starts = new Map<number, number>();

  constructor({ windows }: Summary) {
    this.#windows = windows;
    this.oneYear = windows.length > 0 && windows[0]!.start.slice(0, 4) === windows.at(-1)!.start.slice(0, 4);
  }

  /** `3 Nov 14:12`; in UTC with `Z` where the clock changes within the window, so that the offset is not known. */
  moment(instant: string): string {
    const { wall, utc } = this.wall(instant);
    return `${dayText(wall, !this.oneYear)} ${new Date(wall).toISOString().slice(11, 16)}${utc ? 'Z' : ''}`;
  }

  /** `Tue 3 Nov 2026, 14:12`. */
  fullMoment(instant: string): string {
    const { wall, utc } = this.wall(instant);
    return `${weekday(wall)} ${dayText(wall, true)}, ${new Date(wall).toISOString().slice(11, 16)}${utc ? 'Z' : ''}`;
  }

  /** `Tue 3 Nov, 14:00 to 15:00`, a whole day `Tue 3 Nov`, several `Mon 2 Nov to Sun 8 Nov`. */
  spanText(start: number, end: number): string {
    const year = !this.oneYear;
    const day = (wall: number) => `${weekday(wall)} ${dayText(wall, year)}`;
    if (start % DAY_MS === 0 && end % DAY_MS === 0) {
      return end - start <= DAY_MS ? day(start) : `${day(start)} to ${day(end - DAY_MS)}`;
    }
    const sameDay = Math.floor(start / DAY_MS) === Math.floor((end - 1) / DAY_MS);
    const until = sameDay ? (end % DAY_MS === 0 ? '24:00' : clockText(end)) : `${day(end)}, ${clockText(end)}`;
    return `${day(start)}, ${clockText(start)} to ${until}`;
  }

  /** The wall value of an instant, by the offset of its window. `utc`: the offset is not known, the value is in UTC. */
  wall(instant: string): { wall: number; utc: boolean } {
    const ms = Date.parse(instant);
    const window = this.#windowAt(ms);
    const offset = window === null ? null : offsetMs(offsetOf(window.start));
    if (window === null || offset === null || offsetOf(window.start) !== offsetOf(window.end)) {
      return { wall: ms, utc: offset !== 0 };
    }
    return { wall: ms + offset, utc: false };
  }

  #windowAt(ms: number): WindowSummary | null {
    let low = 0;
    let high = this.#windows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startAt(middle) <= ms) low = middle;
      else high = middle - 1;
    }
    return this.#windows[low] ?? null;
  }

  #startAt(window: number): number {
    const known = this.#starts.get(window);
    if (known !== undefined) return known;
    const start = Date.parse(this.#windows[window]!.start);
    this.#starts.set(window, start);
    return start;
  }
}
