import { usageError } from '../../../model/errors.js';

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `10s`, `5m`, `2h` or `1d`, in milliseconds.
 * @throws LogscanError (`usage`) that starts with `label`
 */
export function parseDuration(text: string, label: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text.trim());
  if (match === null)
    throw usageError(`${label}: expected a time such as 10s, 5m, 2h or 1d; got ${JSON.stringify(text)}`);
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}
