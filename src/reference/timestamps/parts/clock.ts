import { matchAt } from './match.js';

export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** 0 to 60. */
  readonly second: number;
  /** The byte after it. */
  readonly end: number;
}

/** The forms in which the time of day is written; each captures hour, minute and second. */
export const CLOCKS = {
  /** `9:15:00` or `09:15:00` */
  colons: /(\d{1,2}):(\d\d):(\d\d)/y,
  /** `9:5:0`: minute and second may have one digit, too. */
  loose: /(\d{1,2}):(\d{1,2}):(\d{1,2})/y,
  /** `09.15.00` */
  dots: /(\d\d)\.(\d\d)\.(\d\d)/y,
  /** `091500` */
  compact: /(\d\d)(\d\d)(\d\d)/y,
} as const;
export type ClockForm = keyof typeof CLOCKS;

/** Reads a clock time at byte `at`; null where there is none or no day has it. A second may be 60, a leap second. */
export function readClock(line: string, at: number, form: ClockForm = 'colons'): Clock | null {
  const match = matchAt(CLOCKS[form], line, at);
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 60) return null;
  return { hour, minute, second, end: at + match[0].length };
}

/** Milliseconds since midnight. The second 60 reads as 59.999 whatever its fraction, so that it stays in its minute. */
export function millisecondsOfDay(hour: number, minute: number, second: number, fraction: number): number {
  const ofMinute = second === 60 ? 59_999 : second * 1000 + fraction;
  return (hour * 60 + minute) * 60_000 + ofMinute;
}
