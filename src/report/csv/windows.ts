/**
 * `csv-windows`, which is also plain `csv`: a record for each window, for spreadsheets and databases. RFC 4180 with CRLF
 * line ends and a header record.
 *
 *     start_date,start_time,start_utc_offset,end_date,end_time,end_utc_offset,events,errors,error_rate,severity_ok,…
 *     2026-11-01,09:00:00,UTC+01:00,2026-11-01,10:00:00,UTC+01:00,40,9,0.225,31,…
 *
 * Windows without events have no record. Behind the windows come, without a start, a record of the events that have no time
 * and one of those that were filtered, where there are any; `note` says which it is. So the sum of `events` is all events,
 * and that of `filtered` all that were dropped. In a window's record `note` says of which part of it there are events, where
 * the span begins or ends within it.
 */
import { CATEGORIES, type Category, isError, type Severity } from '../../model/code.js';
import type { Counts, Summary } from '../../model/summary.js';
import { csvRecord } from '../../text/escape.js';
import { partialWindows } from '../partial-windows.js';
import { untimedCounts } from '../untimed.js';
import { type Cell, FILTERED, filteredOf, SEVERITY_COLUMNS, severityCells, timeCells, timeColumns } from './cells.js';

const COUNTS = [
  ...['events', 'errors', 'error_rate'],
  ...SEVERITY_COLUMNS,
  ...CATEGORIES.map((category) => `category_${category}`),
];
const HEADER = [...timeColumns('start'), ...timeColumns('end'), ...COUNTS, 'filtered', 'note'];

interface Counted {
  readonly events: number;
  readonly errors: number;
  readonly errorRate: number | null;
  readonly severities: Counts<Severity>;
  readonly categories: Counts<Category>;
}

export function* renderCsvWindows(summary: Summary): Iterable<string> {
  const { windows, totals } = summary;
  const { first, last } = partialWindows(summary);
  yield csvRecord(HEADER);
  for (const [i, window] of windows.entries()) {
    const parts = [i === 0 ? first : null, i === windows.length - 1 ? last : null].filter((part) => part !== null);
    const note = parts.length === 0 ? null : `partial: ${parts.join(' ')}`;
    yield csvRecord([...timeCells(window.start), ...timeCells(window.end), ...countCells(window), null, note]);
  }
  const noTimes: Cell[] = [...timeCells(null), ...timeCells(null)];
  if (totals.untimed > 0) yield csvRecord([...noTimes, ...countCells(untimed(summary)), null, 'events without a time']);
  const filtered = filteredOf(summary);
  if (filtered !== null) yield csvRecord([...noTimes, ...COUNTS.map(() => null), filtered, FILTERED]);
}

function countCells({ events, errors, errorRate, severities, categories }: Counted): Cell[] {
  const ofCategories = CATEGORIES.map((category) => categories[category] ?? 0);
  return [events, errors, errorRate, ...severityCells(severities), ...ofCategories];
}

function untimed(summary: Summary): Counted {
  const codes = new Map(summary.codes.map((code) => [code.code, code]));
  const severities: Counts<Severity> = {};
  const categories: Counts<Category> = {};
  let events = 0;
  let errors = 0;
  for (const [number, count] of untimedCounts(summary)) {
    const { severity, category } = codes.get(number)!;
    events += count;
    if (isError(severity)) errors += count;
    severities[severity] = (severities[severity] ?? 0) + count;
    categories[category] = (categories[category] ?? 0) + count;
  }
  // A rate of what a filter of codes picked says nothing.
  const errorRate = summary.totals.errorRate === null ? null : errors / events;
  return { events, errors, errorRate, severities, categories };
}
