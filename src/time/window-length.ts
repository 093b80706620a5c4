/** The length of a window as it is written: read, and in milliseconds. */
import { usageError } from '../model/errors.js';
import { AUTO_WINDOWS, type WindowChoice, type WindowLength, type WindowUnit, windowName } from '../model/window.js';
import { quoted } from '../text/quoted.js';
import { parseAmount, UNIT_MS } from '../text/span.js';

const UNITS = ['s', 'm', 'h', 'd', 'w'] as const satisfies readonly WindowUnit[];

/** Ten years: a longer window is a mistake in typing. */
const MOST = { d: 3660, w: 522 };

/** The length in milliseconds; days and weeks count as 24-hour days. */
export function nominalMs(length: WindowLength): number {
  return length.n * UNIT_MS[length.unit];
}

/**
 * Reads `auto` or a length such as `15m`. Lengths in s, m and h must divide 24 hours; days go up to 3660 and weeks up
 * to 522.
 * @throws LogscanError (`usage`) that says what is allowed.
 */
export function parseWindow(text: string): WindowChoice {
  if (text === 'auto') return 'auto';
  const length = lengthNamed(text);
  if (length === null) {
    throw usageError(`window: expected auto, or a number and s, m, h, d or w such as 15m; got ${quoted(text)}`);
  }
  if (length.unit === 'd' || length.unit === 'w') {
    const most = MOST[length.unit];
    if (length.n > most) throw usageError(`window: expected at most ${most}${length.unit}; got ${quoted(text)}`);
  } else if (UNIT_MS.d % nominalMs(length) !== 0) {
    const allowed = AUTO_WINDOWS.map(windowName).join(' ');
    throw usageError(
      `window: expected a length that divides a day evenly, such as ${allowed}; got ${quoted(text)}`,
      neighbours(length),
    );
  }
  return length;
}

/** The length that a name such as `15m` means, as `windowName` writes it; null where it means none. */
export function lengthNamed(name: string): WindowLength | null {
  return parseAmount(name, UNITS, 9);
}

/** The nearest lengths of the same unit that divide a day. */
function neighbours({ n, unit }: WindowLength): string | null {
  const whole = UNIT_MS.d / UNIT_MS[unit];
  if (n > whole) return 'for a day or more use d or w';
  let below = n;
  while (whole % below !== 0) below--;
  let above = n;
  while (whole % above !== 0) above++;
  return `${below}${unit} and ${above}${unit} do`;
}
