/** What the records of the three kinds of CSV have in common. */
import { SEVERITIES, type Severity } from '../../model/code.js';
import type { Counts, Summary } from '../../model/summary.js';
import { offsetName } from '../../time/fixed-offsets.js';
import { offsetMs, offsetOf, wallClock } from '../../time/rfc3339.js';
import type { ReportClock } from '../clock.js';

export type Cell = string | number | null;

/**
 * Excel takes a file for UTF-8 only where it begins with this. It opens a file with texts of logs or of a catalogue; one of
 * numbers and dates has ASCII alone, and is spared what a plain reader would take for a part of the first column's name.
 */
export const BYTE_ORDER_MARK = '\ufeff';

/** In the note of the last record. */
export const FILTERED = 'events that a limit of time or a filter has dropped';

/** Of an instant: the columns of `timeCells`. */
export function timeColumns(name: string): string[] {
  return [`${name}_date`, `${name}_time`, `${name}_utc_offset`];
}

/**
 * The date, the clock time and the offset of an instant: `2026-11-01`, `09:15:00` and `UTC+01:00`. No text of date and time
 * together is a date to both Excel and LibreOffice as they come: the first reads none with a `T` between, the second, where
 * nobody asks it to detect special numbers, none without. A date alone is one to both, and the time can be added to it.
 * An offset without letters would be a time or a formula.
 * @param instant RFC 3339, whose own clock is shown, to the second
 */
export function timeCells(instant: string | null): Cell[] {
  if (instant === null) return NO_TIME;
  return clockCells(instant, offsetMs(offsetOf(instant)) ?? 0);
}

/** The same in the report's zone, for an instant in UTC. Where the zone's offset is not known it stays in UTC, and says so. */
export function localTimeCells(instant: string | null, clock: ReportClock): Cell[] {
  if (instant === null) return NO_TIME;
  const { wall } = clock.wall(instant);
  return clockCells(new Date(wall).toISOString(), wall - Date.parse(instant));
}

const NO_TIME: Cell[] = [null, null, null];

function clockCells(iso: string, offset: number): Cell[] {
  return [...wallClock(iso).split('T'), `UTC${offsetName(offset)}`];
}

export const SEVERITY_COLUMNS = SEVERITIES.map((severity) => `severity_${severity}`);

export function severityCells(counts: Counts<Severity>): Cell[] {
  return SEVERITIES.map((severity) => counts[severity] ?? 0);
}

/** How many events were filtered; null where none were, and no record says it. */
export function filteredOf({ totals }: Summary): number | null {
  return totals.filtered > 0 ? totals.filtered : null;
}
