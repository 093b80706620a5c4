/** What a custom format finds on a line, before times are resolved: the same for patterns and JSON paths. */
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import type { ExtraFields } from '../../model/line-format.js';

export interface CustomReading {
  /** The time as written, a string or a JSON number; null where the format finds none. */
  readonly time: string | number | null;
  /** The codes in order; null where the format finds no value, so that the ordinary rules look for codes. */
  readonly codes: readonly number[] | null;
  /** Null where the format has no fields. */
  readonly fields: ExtraFields | null;
}

const CODE = /^\s*(?:ptk[-_]?)?(10[6-9]\d{3})\s*$/i;

/** The code, if the whole value is one, with or without `PTK` before it; null for any other value. */
export function codeOf(value: unknown): number | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= FIRST_CODE && value <= LAST_CODE ? value : null;
  const digits = typeof value === 'string' ? CODE.exec(value)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
