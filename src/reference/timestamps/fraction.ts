import { matchAt } from './stamp.js';

export interface Fraction {
  /** 0 to 999; finer digits are cut off. */
  readonly milliseconds: number;
  /** The byte after it; where there is no fraction, where one could have begun. */
  readonly end: number;
}

const DECIMAL = /[.,](\d+)/y;
const COLON = /:(\d+)/y;
/** A column of its own, not a fraction: a candidate with the next separator, or the line's end, behind it; a date. */
const COLUMN = /,(?:10[6-9]\d{3}(?:[,;]|$)|[12]\d{3}([-/.])\d\d?\1\d)/y;

/**
 * Reads the fraction of a second at byte `at`: 1 to 9 digits after `.` or `,`, or a number of milliseconds after `:`.
 * A mark without a digit after it is no fraction; null where there are more digits than a fraction has (9, and 3 after
 * `:`), for then the timestamp is something else.
 */
export function readFraction(line: string, at: number): Fraction | null {
  const none = { milliseconds: 0, end: at };
  if (matchAt(COLUMN, line, at) !== null) return none;
  const decimal = matchAt(DECIMAL, line, at);
  if (decimal !== null) {
    const digits = decimal[1]!;
    if (digits.length > 9) return null;
    return { milliseconds: Number(digits.slice(0, 3).padEnd(3, '0')), end: at + decimal[0].length };
  }
  const colon = matchAt(COLON, line, at);
  if (colon === null) return none;
  const digits = colon[1]!;
  // Not padded: `:6` is 6 ms, as loggers print it that write the number as it is.
  return digits.length > 3 ? null : { milliseconds: Number(digits), end: at + colon[0].length };
}
