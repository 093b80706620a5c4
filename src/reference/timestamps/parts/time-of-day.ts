import { type ClockForm, millisecondsOfDay, readClock } from './clock.js';
import { type FractionForm, readFraction } from './fraction.js';
import { readMeridiem } from './meridiem.js';
import { readZone } from './zone.js';

export interface TimeOfDay {
  /** Milliseconds since midnight. */
  readonly milliseconds: number;
  /** Minutes east of UTC, or null where none is written. */
  readonly zone: number | null;
  /** The byte after it. */
  readonly end: number;
}

export interface TimeForm {
  /** `colons` where it isn't given. */
  readonly clock?: ClockForm;
  /** `decimal` where it isn't given. */
  readonly fraction?: FractionForm;
  /** Whether AM or PM may follow; not where it isn't given. */
  readonly meridiem?: boolean;
}

/**
 * Reads what follows the date: clock, fraction, AM/PM, zone, and the edge at the end. Null where they don't read whole:
 * no such time of day, a fraction of too many digits, `13:00 PM`, or a letter, digit or `_` right after the last part.
 */
export function readTimeOfDay(line: string, at: number, form: TimeForm = {}): TimeOfDay | null {
  const clock = readClock(line, at, form.clock);
  if (clock === null) return null;
  const fraction = readFraction(line, clock.end, form.fraction ?? 'decimal');
  if (fraction === null) return null;

  let { hour } = clock;
  let { end } = fraction;
  const meridiem = form.meridiem ? readMeridiem(line, end) : null;
  if (meridiem !== null) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (meridiem.afternoon ? 12 : 0);
    end = meridiem.end;
  }
  const zone = readZone(line, end);
  end = zone?.end ?? end;
  if (endsInsideAWord(line, end)) return null;

  const milliseconds = millisecondsOfDay(hour, clock.minute, clock.second, fraction.milliseconds);
  return { milliseconds, zone: zone?.offset ?? null, end };
}

/** Whether the byte at `end` is a letter, a digit or `_`, so that what ends there doesn't stand on its own. */
export function endsInsideAWord(line: string, end: number): boolean {
  return /\w/.test(line[end] ?? '');
}
