import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { MONTH, monthNumber } from '../parts/dates.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'access';

// The clock has two digits for the hour here.
const DATE = new RegExp(`(\\d\\d)/${MONTH}/(\\d{4}):(?=\\d\\d:)`, 'iy');

export const access: Family = {
  name: NAME,
  title: 'Access log',
  description: 'Day, name of the month and year with slashes, a colon, then the time, as web servers log requests.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const date = { year: Number(match[3]), month: monthNumber(match[2]!), day: Number(match[1]) };
    return stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length));
  },
  examples: [
    line('Common Log Format', '01/Nov/2026:09:15:00 +0200', '2026-11-01T09:15:00.000', 120),
    line(
      'Apache, access log',
      '10.0.0.1 - - [01/Nov/2026:09:15:00 +0200] "GET / HTTP/1.1" 200 12',
      '2026-11-01T09:15:00.000',
      120,
    ),
    line(
      'nginx, access log',
      '10.0.0.1 - bob [01/Nov/2026:09:15:00 +0000] "GET / HTTP/1.1" 200',
      '2026-11-01T09:15:00.000',
      0,
    ),
    line('HAProxy', 'haproxy[12]: 10.0.0.1:52 [01/Nov/2026:09:15:00.123] in app/s1', '2026-11-01T09:15:00.123', null),
    line(
      'Tomcat, access log',
      '0:0:0:0:0:0:0:1 - - [01/Nov/2026:09:15:00 -0500] "POST /q HTTP/1.1" 500 -',
      '2026-11-01T09:15:00.000',
      -300,
    ),
    line(
      'Squid, httpd_emulate',
      '10.0.0.1 - - [01/Nov/2026:09:15:00 +0530] "GET x HTTP/1.1" 200',
      '2026-11-01T09:15:00.000',
      330,
    ),
    line(
      'S3, server access',
      'owner bucket [01/Nov/2026:09:15:00 +0000] 10.0.0.1 - REST.GET',
      '2026-11-01T09:15:00.000',
      0,
    ),
  ],
};
