import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'slashed';

const DATE = /(\d{1,2})\/(\d{1,2})\/(\d{4}),? /y;

export const slashed: Family = {
  name: NAME,
  title: 'Slashed with the year last',
  description:
    'Month, day, year, or day, month, year with `--date-order dmy`. A date that only the other order allows is passed over, with a warning.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const time = readTimeOfDay(text, start + match[0].length, { fraction: 'colon', meridiem: true });
    const monthFirst = stamp(NAME, start, context, { year, month: first, day: second }, time);
    const dayFirst = stamp(NAME, start, context, { year, month: second, day: first }, time);
    const [asked, other] = context.dateOrder === 'mdy' ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
    if (asked === null && other !== null) context.otherOrder = true;
    return asked;
  },
  examples: [
    line('Windows, US', '11/1/2026 9:15:00 AM', '2026-11-01T09:15:00.000', null),
    line('any', '11/01/2026 09:15:00.123', '2026-11-01T09:15:00.123', null),
    line('any, milliseconds after a colon', '11/01/2026 09:15:00:447 PM UTC', '2026-11-01T21:15:00.447', 0),
    line('Windows, event export', 'Error,11/1/2026 9:15:00 PM,Ptk.Service,107,None', '2026-11-01T21:15:00.000', null),
    line('JavaScript, toLocaleString', '11/1/2026, 9:15:00 AM app started', '2026-11-01T09:15:00.000', null),
    line('NestJS', '[Nest] 42  - 11/01/2026, 9:15:00 AM     LOG [App] up', '2026-11-01T09:15:00.000', null),
    line('any, midnight', 'Date: 11/01/2026 12:15:00 AM Log: Job History', '2026-11-01T00:15:00.000', null),
    line('.NET trace', '[11/01/2026 09:15:00.123 +02:00] Request finished', '2026-11-01T09:15:00.123', 120),
    { ...line('Windows, UK', '01/11/2026 09:15:00 Started', '2026-11-01T09:15:00.000', null), dateOrder: 'dmy' },
    { ...line('any, day first', '[25/12/2026 09:15:00] erreur', '2026-12-25T09:15:00.000', null), dateOrder: 'dmy' },
  ],
};
