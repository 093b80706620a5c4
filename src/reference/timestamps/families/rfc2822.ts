import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { MONTH, monthNumber, WEEKDAY } from '../parts/dates.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'rfc2822';

const DATE = new RegExp(`(?:${WEEKDAY}, )?(\\d{1,2})([ -])${MONTH}\\2(\\d{4}) `, 'iy');

export const rfc2822: Family = {
  name: NAME,
  title: 'RFC 2822, HTTP, log4j',
  description:
    'Day, name of the month, year, with spaces or `-` between, then the time; a weekday may stand before it.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const date = { year: Number(match[4]), month: monthNumber(match[3]!), day: Number(match[1]) };
    return stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length, { meridiem: true }));
  },
  examples: [
    line('HTTP', 'Sun, 01 Nov 2026 09:15:00 GMT', '2026-11-01T09:15:00.000', 0),
    line('log4j, DATE', '01 Nov 2026 09:15:00,123', '2026-11-01T09:15:00.123', null),
    line('Oracle', '1-Nov-2026 09:15:00', '2026-11-01T09:15:00.000', null),
    line('log4j, DATE', '01 Nov 2026 09:15:00,123 [main] INFO  App - up', '2026-11-01T09:15:00.123', null),
    line(
      'Tomcat, catalina.out',
      '01-Nov-2026 09:15:00.123 INFO [main] Catalina.start up',
      '2026-11-01T09:15:00.123',
      null,
    ),
    line('Redis', '1234:M 01 Nov 2026 09:15:00.123 * Ready to accept connections', '2026-11-01T09:15:00.123', null),
    line('BIND', '01-Nov-2026 09:15:00.123 queries: info: client 10.0.0.1', '2026-11-01T09:15:00.123', null),
    line('mail, Date header', 'Date: Sun, 1 Nov 2026 09:15:00 +0200', '2026-11-01T09:15:00.000', 120),
    line('HTTP, Last-Modified', '< last-modified: Sun, 01 Nov 2026 09:15:00 GMT', '2026-11-01T09:15:00.000', 0),
    line('Oracle, AM/PM', '01-NOV-2026 9:15:00 PM ORA-00060 detected', '2026-11-01T21:15:00.000', null),
  ],
};
