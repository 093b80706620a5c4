/**
 * `csv-codes`: a record for each code, by count and then code. RFC 4180 with CRLF line ends and a header record, behind a
 * byte order mark.
 *
 *     code,name,category,severity,fault,retry,events,without_time,first_date,first_time,first_utc_offset,last_date,…
 *     107000,RequestCompleted,request,ok,none,none,12,0,2026-11-01,09:15:00,UTC+01:00,2026-11-01,17:02:11,UTC+01:00,,
 *
 * The sum of `events` is all events, those without a time among them. Events that were filtered have one last record without
 * a code, where there are any. Compared with an earlier summary there is a column `events_before` behind `events`, and
 * codes that were only there have a record with 0 events.
 */
import type { CodeInfo } from '../../model/code.js';
import type { Summary } from '../../model/summary.js';
import { csvRecord } from '../../text/escape.js';
import { ReportClock } from '../clock.js';
import type { RenderOptions } from '../options.js';
import { untimedCounts } from '../untimed.js';
import { BYTE_ORDER_MARK, type Cell, FILTERED, filteredOf, localTimeCells, timeCells, timeColumns } from './cells.js';

const OF_CODE = ['code', 'name', 'category', 'severity', 'fault', 'retry'] as const satisfies (keyof CodeInfo)[];
const OF_TIME = ['without_time', ...timeColumns('first'), ...timeColumns('last')];

export function* renderCsvCodes(summary: Summary, options: Pick<RenderOptions, 'comparison'>): Iterable<string> {
  const before = options.comparison?.codes.map(({ code, count }) => [code, count.before] as const);
  const eventsBefore = new Map(before);
  const compared = (code: number | null): Cell[] =>
    before === undefined ? [] : [code === null ? null : (eventsBefore.get(code) ?? 0)];
  const clock = new ReportClock(summary);
  const untimed = untimedCounts(summary);

  yield BYTE_ORDER_MARK;
  const ofEvents = before === undefined ? ['events'] : ['events', 'events_before'];
  yield csvRecord([...OF_CODE, ...ofEvents, ...OF_TIME, 'filtered', 'note']);
  for (const code of summary.codes) {
    const times = [...localTimeCells(code.first, clock), ...localTimeCells(code.last, clock)];
    const counts = [code.count, ...compared(code.code), untimed.get(code.code) ?? 0];
    yield csvRecord([...OF_CODE.map((field) => code[field]), ...counts, ...times, null, null]);
  }
  const now = new Set(summary.codes.map(({ code }) => code));
  const noTimes = [...timeCells(null), ...timeCells(null)];
  for (const code of options.comparison?.codes ?? []) {
    if (now.has(code.code)) continue;
    yield csvRecord([...OF_CODE.map((field) => code[field]), 0, ...compared(code.code), 0, ...noTimes, null, null]);
  }
  const filtered = filteredOf(summary);
  if (filtered === null) return;
  yield csvRecord([...OF_CODE.map(() => null), null, ...compared(null), null, ...noTimes, filtered, FILTERED]);
}
