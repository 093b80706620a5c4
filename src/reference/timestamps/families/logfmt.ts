import { type Family, example as line, type Stamp } from '../family.js';
import { readEpochNumber } from '../parts/epoch-number.js';
import { matchAt } from '../parts/match.js';
import { START_BYTES } from '../parts/starts.js';

const NAME = 'logfmt';

const NUMBER = /(\d+(?:\.\d+)?)(?:$|(?=[ \t,;"'\])}|]))/y;
const KEY = new RegExp(`(?:^|[${START_BYTES.replace('[', '\\[')}])(?:ts|time|timestamp)=["']?$`, 'i');
/** The longest key with its separator, its quote and the byte before it; no `^` can match in the middle of a line then. */
const KEY_LENGTH = '|timestamp="'.length;

export const logfmt: Family = {
  name: NAME,
  title: 'logfmt',
  description:
    'After `ts=`, `time=` or `timestamp=`, quoted or not: any of the above, or a number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.',
  read(text: string, start: number): Stamp | null {
    if (!KEY.test(text.slice(Math.max(0, start - KEY_LENGTH), start))) return null;
    const digits = matchAt(NUMBER, text, start)?.[1];
    const local = digits === undefined ? null : readEpochNumber(digits);
    if (digits === undefined || local === null) return null;
    return { local, zone: 0, yearless: false, family: NAME, start, end: start + digits.length };
  },
  examples: [
    line('go-kit', 'ts=1793524500.123 caller=main.go:10 level=info', '2026-11-01T09:15:00.123', 0),
    line('any', 'level=info time=1793524500 msg=up', '2026-11-01T09:15:00.000', 0),
    line('any, milliseconds', 'level=info timestamp=1793524500123, msg=up', '2026-11-01T09:15:00.123', 0),
    line('any, microseconds', 'level=info TS=1793524500123456 msg=up', '2026-11-01T09:15:00.123', 0),
    line('any, nanoseconds', 'host=a ts="1793524500123456789" msg=up', '2026-11-01T09:15:00.123', 0),
    line('MySQL, slow log', 'SET timestamp=1793524500;', '2026-11-01T09:15:00.000', 0),
    { ...line('Prometheus', 'ts=2026-11-01T09:15:00.123Z caller=a.go:1', '2026-11-01T09:15:00.123', 0), family: 'iso' },
    { ...line('logrus', 'time="2026-11-01T09:15:00Z" level=info', '2026-11-01T09:15:00.000', 0), family: 'iso' },
    {
      ...line('Go slog', 'time=2026-11-01T09:15:00.123+02:00 level=INFO', '2026-11-01T09:15:00.123', 120),
      family: 'iso',
    },
  ],
};
