import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { MONTH, monthNumber } from '../parts/dates.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'java';

const DATE = new RegExp(`${MONTH} (\\d{1,2}), (\\d{4}),? `, 'iy');

export const java: Family = {
  name: NAME,
  title: 'Java logging',
  description: 'Name of the month, day, comma, year, then the time with AM or PM, as `java.util.logging` prints it.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const date = { year: Number(match[3]), month: monthNumber(match[1]!), day: Number(match[2]) };
    return stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length, { meridiem: true }));
  },
  examples: [
    line('java.util.logging', 'Nov 1, 2026 9:15:00 AM', '2026-11-01T09:15:00.000', null),
    line('java.util.logging', 'Nov 01, 2026 9:15:00 AM com.example.App main', '2026-11-01T09:15:00.000', null),
    line(
      'Java 9 and later, DateFormat',
      'Nov 1, 2026, 9:15:00 PM com.example.App main',
      '2026-11-01T21:15:00.000',
      null,
    ),
    // The space before AM is U+202F here.
    line(
      'Java 20 and later, DateFormat',
      'Nov 1, 2026, 9:15:00\u202fAM com.example.App main',
      '2026-11-01T09:15:00.000',
      null,
    ),
    line('Tomcat 6', 'Nov 1, 2026 12:15:00 AM org.apache.catalina.Server start', '2026-11-01T00:15:00.000', null),
    line('any, with fraction and zone', '[Nov 01, 2026 12:15:00.123 PM UTC] INFO: up', '2026-11-01T12:15:00.123', 0),
    line('WebLogic', '<Nov 1, 2026 9:15:00 AM EST> <Notice> <Server> <BEA-000365>', '2026-11-01T09:15:00.000', -300),
    line('Wireshark', '    Arrival Time: Nov 11, 2026 09:15:00.123456789 UTC', '2026-11-11T09:15:00.123', 0),
  ],
};
