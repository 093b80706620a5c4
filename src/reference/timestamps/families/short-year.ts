import { type Family, example as line, type ReadContext, type Stamp } from '../family.js';
import { fullYear } from '../parts/dates.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay, type TimeForm } from '../parts/time-of-day.js';

const NAME = 'short-year';

const FORMS: readonly { readonly date: RegExp; readonly time: TimeForm }[] = [
  { date: /(\d\d)\/(\d\d)\/(\d\d) /y, time: {} },
  { date: /(\d\d)(\d\d)(\d\d) /y, time: { clock: 'compact' } },
  // MySQL pads an hour of one digit with a space.
  { date: /(\d\d)(\d\d)(\d\d) (?: (?=\d:))?/y, time: {} },
];

export const shortYear: Family = {
  name: NAME,
  title: 'Short year',
  description: 'Two digits for the year, which comes first: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    for (const form of FORMS) {
      const match = matchAt(form.date, text, start);
      if (match === null) continue;
      const date = { year: fullYear(Number(match[1])), month: Number(match[2]), day: Number(match[3]) };
      const read = stamp(NAME, start, context, date, readTimeOfDay(text, start + match[0].length, form.time));
      if (read !== null) return read;
    }
    return null;
  },
  examples: [
    line('Spark', '26/11/01 09:15:00', '2026-11-01T09:15:00.000', null),
    line('HDFS', '261101 091500', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5', '261101 09:15:00', '2026-11-01T09:15:00.000', null),
    line('Spark', '26/11/01 09:15:00 INFO executor.Executor: Running task 0.0', '2026-11-01T09:15:00.000', null),
    line('HDFS', '261101 091500 148 INFO dfs.DataNode$PacketResponder: done', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5', '261101  9:15:00 [Note] Event Scheduler: Loaded 0 events', '2026-11-01T09:15:00.000', null),
    line('MySQL 5.5, general log', '261101 19:15:00\t    5 Connect   app@localhost', '2026-11-01T19:15:00.000', null),
    line('log4j 1, yy/MM/dd', '26/11/01 09:15:00.123 WARN NativeCodeLoader: Unable', '2026-11-01T09:15:00.123', null),
    line('mysqld_safe', '991231 23:59:59 mysqld_safe Starting mysqld daemon', '1999-12-31T23:59:59.000', null),
    line('any, with a zone', '[26/11/01 09:15:00 +0200] job done', '2026-11-01T09:15:00.000', 120),
  ],
};
