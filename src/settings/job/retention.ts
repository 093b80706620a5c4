/** How long a history keeps its counts. */
import { DAY_MS } from '../../model/calendar.js';
import { usageError } from '../../model/errors.js';
import { parseAmount } from '../../text/span.js';

/** Ages in milliseconds; null: for ever. */
export interface Retention {
  /** Counts by the minute; then by the hour; then by the day. */
  readonly minutes: number | null;
  readonly hours: number | null;
  readonly days: number | null;
}

const UNIT_DAYS = { d: 1, w: 7, y: 366 };

/**
 * Reads `90d`, `8w`, `5y` or `forever`.
 * @throws LogscanError (`usage`) that starts with `label`
 */
export function parseAge(text: string, label: string): number | null {
  if (text === 'forever') return null;
  const age = parseAmount(text, ['d', 'w', 'y'], 5);
  if (age === null)
    throw usageError(`${label}: expected an age such as 90d, 8w or 5y, or forever; got ${JSON.stringify(text)}`);
  return age.n * UNIT_DAYS[age.unit] * DAY_MS;
}

/** @throws LogscanError (`usage`) where something coarse is kept for less long than something fine */
export function checkRetention({ minutes, hours, days }: Retention, label: string): void {
  const atLeast = (longer: number | null, shorter: number | null) =>
    longer === null || (shorter !== null && longer >= shorter);
  if (!atLeast(hours, minutes))
    throw usageError(`${label}: expected hours to be kept at least as long as minutes; got less`);
  if (!atLeast(days, hours)) throw usageError(`${label}: expected days to be kept at least as long as hours; got less`);
}
