/** What a form of the user's own says of a line, before times are resolved; the same for patterns and JSON paths. */
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import type { ExtraFields } from '../../model/line-format.js';

export interface CustomReading {
  /** The time as it is written (a string or a number of JSON), or null where the form gives none. */
  readonly time: string | number | null;
  /** The codes, in order, or null where the form gives nothing to look at: then the ordinary rules look for them. */
  readonly codes: readonly number[] | null;
  /** Null where the form has no further fields. */
  readonly fields: ExtraFields | null;
}

const CODE = /^\s*(?:ptk[-_]?)?(10[6-9]\d{3})\s*$/i;

/** The code that a value is, whole, with or without `PTK` before it; null for any other value. */
export function codeOf(value: unknown): number | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= FIRST_CODE && value <= LAST_CODE ? value : null;
  const digits = typeof value === 'string' ? CODE.exec(value)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
