import { type Family, example as line, type Stamp } from '../family.js';
import { FIRST_EPOCH, LAST_EPOCH } from '../parts/epoch-number.js';
import { readFraction } from '../parts/fraction.js';
import { matchAt } from '../parts/match.js';

const NAME = 'epoch';

/** What may stand before the number: white space, at most one token, and at most one bracket. */
const BEFORE = /^[ \t]*(?:[^ \t]+[ \t]+)?[[(]?$/;
const DIGITS = /(\d+)/y;
const END = /$|[ \t\]),;:|"']/y;

export const epoch: Family = {
  name: NAME,
  title: 'Epoch',
  description:
    'Seconds (10 digits, with or without a fraction) or milliseconds (13 digits) since 1970 in UTC, as the first or second token of the line; years 2000 to 2100.',
  read(text: string, start: number): Stamp | null {
    if (!BEFORE.test(text.slice(0, start))) return null;
    const digits = matchAt(DIGITS, text, start)?.[1] ?? '';
    if (digits.length !== 10 && digits.length !== 13) return null;
    const seconds = Number(digits.slice(0, 10));
    if (seconds < FIRST_EPOCH || seconds >= LAST_EPOCH) return null;

    const whole = start + digits.length;
    const fraction =
      digits.length === 13
        ? { milliseconds: Number(digits.slice(10)), end: whole }
        : readFraction(text, whole, 'decimal');
    if (fraction === null || matchAt(END, text, fraction.end) === null) return null;
    const local = seconds * 1000 + fraction.milliseconds;
    return { local, zone: 0, yearless: false, family: NAME, start, end: fraction.end };
  },
  examples: [
    line('squid', '1793524500.123    456 10.0.0.1 TCP_MISS/200', '2026-11-01T09:15:00.123', 0),
    line('any', '1793524500', '2026-11-01T09:15:00.000', 0),
    line('any, milliseconds', '1793524500123 INFO up', '2026-11-01T09:15:00.123', 0),
    line('Nagios', '[1793524500] SERVICE ALERT: host;http;CRITICAL', '2026-11-01T09:15:00.000', 0),
    line('Blue Gene/L', '- 1793524500 2026.11.01 R02-M1 2026-11-01-01.15.00.363779', '2026-11-01T09:15:00.000', 0),
    line('strace -ttt', '1234  1793524500.123456 openat(AT_FDCWD, "x") = 3', '2026-11-01T09:15:00.123', 0),
    line('candump', '(1793524500.123456) can0 123#11', '2026-11-01T09:15:00.123', 0),
    line('any, second token', 'queue,1 1793524500123', '2026-11-01T09:15:00.123', 0),
    line('any, comma-separated', '\t1793524500,app,10.0.0.1,CONNECT', '2026-11-01T09:15:00.000', 0),
  ],
};
