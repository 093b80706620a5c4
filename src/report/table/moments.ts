/** Moments within the span of a summary, as short as they can be told apart. */
import { HOUR_MS } from '../../model/calendar.js';
import type { Summary } from '../../model/summary.js';
import { ReportClock } from '../clock.js';

/** `17:45`, in a span of less than an hour `17:45:09`, over several days `11-25 17:45`, over the years with the year. */
export function momentsOf(summary: Summary): (instant: string | null) => string {
  const { first, last } = summary.totals;
  if (first === null || last === null) return () => '–';
  const clock = new ReportClock(summary);
  const local = (instant: string) => {
    const { wall, utc } = clock.wall(instant);
    return { text: new Date(wall).toISOString(), zone: utc ? 'Z' : '' };
  };
  const [from, to] = [local(first).text, local(last).text];
  const start = from.slice(0, 10) === to.slice(0, 10) ? 11 : from.slice(0, 4) === to.slice(0, 4) ? 5 : 0;
  const end = Date.parse(last) - Date.parse(first) < HOUR_MS ? 19 : 16;
  return (instant) => {
    if (instant === null) return '–';
    const { text, zone } = local(instant);
    return text.slice(start, end).replace('T', ' ') + zone;
  };
}
