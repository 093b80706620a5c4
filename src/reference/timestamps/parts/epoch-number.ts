/** Numbers that count time from 1970-01-01T00:00:00Z, of which the size tells the unit. */

/** Seconds of 2000-01-01 and of 2101-01-01: the years in which a number counts as a time. The second is exclusive. */
export const FIRST_EPOCH = 946_684_800;
export const LAST_EPOCH = 4_133_980_800;

// How a decimal number may be written in JSON, without a minus and without an exponent. No writer of times prints more
// than 30 digits of a fraction, and the bound keeps what has to be read of a line short.
const NUMBER = /^(0|[1-9]\d*)(?:\.(\d{1,30}))?$/;
/** Powers of ten by which seconds, milliseconds, microseconds and nanoseconds divide a second. */
const UNITS = [0, 3, 6, 9];

/**
 * The milliseconds since 1970 that the text of a number means: seconds (with a fraction), milliseconds, microseconds or
 * nanoseconds, told apart by size. Finer digits are cut off. Null where the text is no plain number or its size fits no
 * unit.
 */
export function readEpochNumber(text: string): number | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const whole = match[1]!;
  for (const unit of UNITS) {
    // Without the unit's digits what is left are the whole seconds: cutting text is exact where doubles are not.
    const seconds = Number(whole.slice(0, whole.length - unit));
    if (whole.length - unit > 10 || seconds < FIRST_EPOCH || seconds >= LAST_EPOCH) continue;
    const finer = whole.slice(whole.length - unit) + (match[2] ?? '');
    return seconds * 1000 + Number(finer.slice(0, 3).padEnd(3, '0'));
  }
  return null;
}
