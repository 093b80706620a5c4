import { matchAt } from './match.js';

export interface Fraction {
  /** 0 to 999; finer digits are cut off. */
  readonly milliseconds: number;
  /** The byte after it; where there is no fraction, where one could have begun. */
  readonly end: number;
}

/** `decimal`: after `.` or `,`; `dot`: after `.` alone; `colon`: as `decimal`, or a number of milliseconds after `:`. */
export type FractionForm = 'decimal' | 'dot' | 'colon';

const DECIMAL = { decimal: /[.,](\d+)/y, dot: /\.(\d+)/y, colon: /[.,](\d+)/y } as const;
const COLON = /:(\d+)/y;

/**
 * Reads the fraction of a second at byte `at`. A mark without a digit after it is no fraction; null where there are
 * more digits than a fraction has (9, and 3 after `:`), for then the timestamp is something else.
 */
export function readFraction(line: string, at: number, form: FractionForm): Fraction | null {
  const decimal = matchAt(DECIMAL[form], line, at);
  if (decimal !== null) {
    const digits = decimal[1]!;
    if (digits.length > 9) return null;
    return { milliseconds: Number(digits.slice(0, 3).padEnd(3, '0')), end: at + decimal[0].length };
  }
  const colon = form === 'colon' ? matchAt(COLON, line, at) : null;
  if (colon !== null) {
    const digits = colon[1]!;
    // Not padded: `:6` is 6 ms, as loggers print it that write the number as it is.
    return digits.length > 3 ? null : { milliseconds: Number(digits), end: at + colon[0].length };
  }
  return { milliseconds: 0, end: at };
}
