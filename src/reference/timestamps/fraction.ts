import { matchAt } from '../patterns.js';

export interface Fraction {
  /** 0 to 999; finer digits are cut off. */
  readonly milliseconds: number;
  /** The byte after it; where there is no fraction, where one could have begun. */
  readonly end: number;
}

const DECIMAL = /[.,](\d+)/y;
const COLON = /:(\d+)/y;
/** A column of its own, not a fraction: a candidate before a separator or the line's end; or a date. */
const COLUMN = /,(?:10[6-9]\d{3}(?:[,;]|$)|[12]\d{3}([-/.])\d\d?\1\d)/y;

/**
 * Reads the fraction of a second at byte `at`: 1 to 9 digits after `.` or `,`, or 1 to 3 digits of milliseconds after
 * `:`. A mark without a digit after it is not a fraction. Null where there are more digits: then the timestamp is
 * something else.
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
  // Not padded: loggers that write the number as it is write 6 ms as `:6`.
  return digits.length > 3 ? null : { milliseconds: Number(digits), end: at + colon[0].length };
}
