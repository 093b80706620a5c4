import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { millisecondsOfDay, readClock } from '../parts/clock.js';
import { MONTH, monthNumber, WEEKDAY } from '../parts/dates.js';
import { readFraction } from '../parts/fraction.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { NAMED_ZONES, OFFSET, offsetMinutes } from '../parts/zone.js';

const NAME = 'asctime';

const DATE = new RegExp(`${WEEKDAY} ${MONTH} {1,2}(\\d{1,2}) `, 'iy');
// The year comes last, so that the zone stands in the middle; its names are the machine's own and mostly unknown here.
const ZONE_AND_YEAR = new RegExp(`(?: (?:([A-Z]{1,5})|${OFFSET}))? (\\d{4})(?!\\w)`, 'y');

export const asctime: Family = {
  name: NAME,
  title: 'asctime, date(1)',
  description:
    'Weekday, month, day, time, year last, as C prints it; `date` and Java put the zone before the year. A zone name that means no one offset counts as not written.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const date = matchAt(DATE, text, start);
    if (date === null) return null;
    const clock = readClock(text, start + date[0].length);
    const fraction = clock && readFraction(text, clock.end, 'decimal');
    const rest = fraction && matchAt(ZONE_AND_YEAR, text, fraction.end);
    if (clock === null || fraction === null || rest === null) return null;

    const [all, name, sign, hours, minutes, year] = rest;
    const written = sign === undefined ? undefined : offsetMinutes(sign, hours!, minutes);
    const time = {
      milliseconds: millisecondsOfDay(clock.hour, clock.minute, clock.second, fraction.milliseconds),
      zone: written ?? NAMED_ZONES.get(name ?? '') ?? null,
      end: fraction.end + all.length,
    };
    return stamp(
      NAME,
      start,
      context,
      { year: Number(year), month: monthNumber(date[1]!), day: Number(date[2]) },
      time,
    );
  },
  examples: [
    line('C asctime()', 'Sun Nov  1 09:15:00 2026', '2026-11-01T09:15:00.000', null),
    line('Apache 2.4', 'Sun Nov 01 09:15:00.123456 2026', '2026-11-01T09:15:00.123', null),
    line('date(1)', 'Sun Nov  1 09:15:00 PDT 2026', '2026-11-01T09:15:00.000', -420),
    line('Apache 2.2, error log', '[Sun Nov 01 09:15:00 2026] [notice] ready', '2026-11-01T09:15:00.000', null),
    line(
      'Apache 2.4, error log',
      '[Sun Nov 01 09:15:00.123456 2026] [core:error] [pid 1:tid 2] no',
      '2026-11-01T09:15:00.123',
      null,
    ),
    line(
      'Java, Date.toString()',
      'At Sun Nov 01 09:15:00 CET 2026 the queue was full',
      '2026-11-01T09:15:00.000',
      null,
    ),
    line('Oracle, alert log', 'Sun Nov 01 09:15:00 2026', '2026-11-01T09:15:00.000', null),
    line('OpenVPN', 'Sun Nov  1 09:15:00 2026 Initialization Sequence Completed', '2026-11-01T09:15:00.000', null),
    line('Twitter API', 'Sun Nov 01 09:15:00 +0200 2026 posted', '2026-11-01T09:15:00.000', 120),
    line('FreeRADIUS', 'Sun Nov  1 09:15:00 2026 : Info: Ready to process requests', '2026-11-01T09:15:00.000', null),
  ],
};
