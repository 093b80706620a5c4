import { type Family, example as line, type ReadContext, type Stamp, yearlessExample as yearless } from '../family.js';
import { MONTH, monthNumber } from '../parts/dates.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'syslog';

const MONTH_FIRST = new RegExp(`${MONTH}(?: {1,2}(\\d{1,2})|-(\\d\\d))(?: (\\d{4}))? `, 'iy');
const YEAR_FIRST = new RegExp(`(\\d{4}) ${MONTH} {1,2}(\\d{1,2}) `, 'iy');

export const syslog: Family = {
  name: NAME,
  title: 'Syslog',
  description:
    'Name of the month, day, then the time. Most have no year; it may stand after the day or before the month.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const monthFirst = matchAt(MONTH_FIRST, text, start);
    if (monthFirst !== null) {
      const [all, month, spacedDay, dashedDay, year] = monthFirst;
      const date = {
        year: year === undefined ? null : Number(year),
        month: monthNumber(month!),
        day: Number(spacedDay ?? dashedDay),
      };
      return stamp(NAME, start, context, date, readTimeOfDay(text, start + all.length));
    }
    const yearFirst = matchAt(YEAR_FIRST, text, start);
    if (yearFirst !== null) {
      const [all, year, month, day] = yearFirst;
      const date = { year: Number(year), month: monthNumber(month!), day: Number(day) };
      return stamp(NAME, start, context, date, readTimeOfDay(text, start + all.length));
    }
    return null;
  },
  examples: [
    yearless('RFC 3164', 'Nov  1 09:15:00', '2000-11-01T09:15:00.000', null),
    yearless('journald, short-precise', 'Nov 1 09:15:00.123', '2000-11-01T09:15:00.123', null),
    yearless('any, dashed', 'Nov-01 09:15:00.123', '2000-11-01T09:15:00.123', null),
    line('Cisco, with the year', 'Nov 01 2026 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Cisco, year first', '2026 Nov 1 09:15:00', '2026-11-01T09:15:00.000', null),
    yearless('rsyslog', 'Nov  1 09:15:00 host sshd[2915]: session opened', '2000-11-01T09:15:00.000', null),
    yearless('RFC 3164, with priority', '<34>Nov  1 09:15:00 host su: failed', '2000-11-01T09:15:00.000', null),
    yearless('journald, short-precise', 'Nov 01 09:15:00.123456 host app[42]: up', '2000-11-01T09:15:00.123', null),
    line('Cisco ASA', '<166>Nov 01 2026 09:15:00: %ASA-6-302013: Built', '2026-11-01T09:15:00.000', null),
    yearless('Cisco IOS', '000123: Nov  1 09:15:00.123 UTC: %SYS-5-CONFIG_I', '2000-11-01T09:15:00.123', 0),
    line('Cisco NX-OS', '2026 Nov  1 09:15:00 switch %VSHD-5-VSHD_SYSLOG', '2026-11-01T09:15:00.000', null),
    yearless('macOS', 'Feb 29 09:15:00 mac kernel[0]: wake', '2000-02-29T09:15:00.000', null),
    yearless('any, dashed', 'Nov-01 09:15:00.123 client 10.0.0.1: query', '2000-11-01T09:15:00.123', null),
  ],
};
