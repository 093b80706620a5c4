import { type Family, example as line, type ReadContext, type Stamp, yearlessExample as yearless } from '../family.js';
import { matchAt } from '../parts/match.js';
import { stamp } from '../parts/stamp.js';
import { readTimeOfDay } from '../parts/time-of-day.js';

const NAME = 'glog';

const DATE = /[IWEF](\d{4})?(\d\d)(\d\d) /y;

export const glog: Family = {
  name: NAME,
  title: 'glog',
  description: 'The first letter of the level, month and day (newer versions put the year before them), then the time.',
  read(text: string, start: number, context: ReadContext): Stamp | null {
    const match = matchAt(DATE, text, start);
    if (match === null) return null;
    const [all, year, month, day] = match;
    const date = { year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) };
    return stamp(NAME, start, context, date, readTimeOfDay(text, start + all.length));
  },
  examples: [
    yearless('glog', 'I1101 09:15:00.123456', '2000-11-01T09:15:00.123', null),
    yearless('klog', 'I1101 09:15:00.123456    1234 server.go:12] up', '2000-11-01T09:15:00.123', null),
    yearless('glog, warning', 'W1101 09:15:00.123456 12345 net.cc:10] slow', '2000-11-01T09:15:00.123', null),
    yearless('TensorFlow, fatal', 'F0229 09:15:00.123456 12345 check.cc:10] failed', '2000-02-29T09:15:00.123', null),
    line('glog 0.5 and later', 'E20261101 09:15:00.123456 12345 net.cc:10] down', '2026-11-01T09:15:00.123', null),
    line('any, leap second', 'I20261101 23:59:60.500000 7 master.cpp:10] up', '2026-11-01T23:59:59.999', null),
    yearless(
      'klog in journald JSON',
      '{"MESSAGE":"E1101 09:15:00.123456  7 pod.go:1] no"}',
      '2000-11-01T09:15:00.123',
      null,
    ),
  ],
};
