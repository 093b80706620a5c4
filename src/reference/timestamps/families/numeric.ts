import { type Family, yearlessExample as line, type ReadContext, type Stamp } from '../family.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'numeric';

const DATE = /(\d\d)[-.](\d\d) /y;

export const numeric: Family = {
  name: NAME,
  title: 'Year-less numeric',
  description: 'Two digits for the month, `-` or `.`, two for the day, then the time.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const date = { year: null, month: Number(match[1]), day: Number(match[2]) };
    return stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length));
  },
  examples: [
    line('Android', '11-01 09:15:00.123', '2000-11-01T09:15:00.123', null),
    line('Proxifier', '[11.01 09:15:00]', '2000-11-01T09:15:00.000', null),
    line('Android, logcat', '11-01 09:15:00.123  1702  2395 D WindowManager: hi', '2000-11-01T09:15:00.123', null),
    line('Android, brief', '11-01 09:15:00.123 W/ActivityManager( 1702): slow', '2000-11-01T09:15:00.123', null),
    line('Android, long', '[ 11-01 09:15:00.123  1702: 2395 D/WindowManager ]', '2000-11-01T09:15:00.123', null),
    line('Proxifier', '[11.01 09:15:00] chrome.exe - proxy.test:5070 close', '2000-11-01T09:15:00.000', null),
    line('Android, with zone', '11-01 09:15:00.123456 +0200  1702  2395 I App: up', '2000-11-01T09:15:00.123', 120),
    line('any, leap day', '02-29 09:15:00 INFO app up', '2000-02-29T09:15:00.000', null),
  ],
};
