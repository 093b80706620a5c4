/** The time that a form of the user's own finds: read as `--time-format` says, else as any timestamp. */
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../../kernel/exports.js';
import type { LineRules } from '../../model/rules.js';
import { readLine } from '../../reference/line.js';
import { compileTimeFormat, type WrittenTime } from '../../time/strptime.js';

/** Reads a text, or a number of JSON; null where it is no time. */
export type CustomTimeReader = (value: string | number) => WrittenTime | null;

/** @throws LogscanError `usage` */
export function customTimeReader(timeFormat: string | null, rules: LineRules): CustomTimeReader {
  return timeFormat === null ? (value) => anyTime(value, rules) : writtenTimeReader(timeFormat, rules);
}

/** @throws LogscanError `usage` */
export function writtenTimeReader(
  timeFormat: string,
  { year, zones }: Pick<LineRules, 'year' | 'zones'>,
): CustomTimeReader {
  const read = compileTimeFormat(timeFormat, zoneOffsets(zones));
  return (value) => read(String(value), year);
}

/** A JSON line's time key takes numbers of every size and `/Date(…)/` as well; so the value is read as one first. */
export function anyTime(value: string | number, rules: LineRules): WrittenTime | null {
  const text = typeof value === 'string' ? value.trim() : value;
  const { timestamp } = readLine(`{"t":${JSON.stringify(text)}}`, rules);
  if (timestamp !== null && timestamp.family === 'json') return timestamp;
  return typeof text === 'string' ? readLine(text, rules).timestamp : null;
}

/** The names that mean an offset. */
function zoneOffsets(zones: LineRules['zones']): ReadonlyMap<string, number> {
  const always: [string, number][] = [
    ['Z', 0],
    ['UTC', 0],
    ['GMT', 0],
  ];
  return new Map([...always, ...zones.filter((zone): zone is [string, number] => zone[1] !== null)]);
}

/** As the kernel's records have it. */
export function packedZone({ zone, yearless }: Pick<WrittenTime, 'zone' | 'yearless'>): number {
  return ((zone ?? 0) + ZONE_BIAS) | (zone === null ? NO_ZONE : 0) | (yearless ? YEARLESS : 0);
}
