/** Which parts of a plan a scan counts, and how large parts are. */
import { usageError } from '../../model/errors.js';
import { wholeNumber } from '../parse-values.js';
import type { RawValue } from '../raw-value.js';

export const DEFAULT_PART_SIZE = '128MB';
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};
/** Below it, finding the first line and starting take longer than reading. */
const LEAST = 1 << 20;

/** Bytes. @throws LogscanError `usage` */
export function partSize({ label, text }: RawValue): number {
  const [, digits, unit] = /^(\d{1,12})([KMG]i?B)?$/i.exec(text) ?? [];
  const bytes = digits === undefined ? Number.NaN : Number(digits) * UNITS[(unit ?? '').toLowerCase()]!;
  if (bytes >= LEAST) return bytes;
  throw usageError(`${label}: expected a size from 1MiB on, such as ${DEFAULT_PART_SIZE}; got ${JSON.stringify(text)}`);
}

/**
 * Numbers, and ranges of them such as `8-15`.
 * @param count how many parts the plan has
 * @throws LogscanError `usage`
 */
export function partNumbers(values: readonly RawValue[], count: number): number[] {
  const planned = (number: number): number => {
    if (number < count) return number;
    throw usageError(
      `part ${number}: expected one of the plan, which has ${count === 0 ? 'none' : `0 to ${count - 1}`}`,
    );
  };
  return values.flatMap(({ label, text }) => {
    const [, first, last] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
    if (first === undefined) return [planned(wholeNumber({ label, text }, 0, 1e9))];
    const [from, to] = [Number(first), Number(last)];
    if (to < from) throw usageError(`${label}: expected a range that rises; got ${text}`);
    // Before so many numbers are held.
    planned(to);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}
