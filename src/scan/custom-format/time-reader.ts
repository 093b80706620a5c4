/** Reads a time that a custom format has found: by `--time-format`, else in any form that the ordinary rules know. */
import type { LineRules } from '../../model/rules.js';
import { readLine } from '../../reference/line.js';
import { compileTimeFormat, type WrittenTime } from '../../time/strptime.js';

/** Reads a text or a JSON number; returns null where it is no time. */
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

/** The value is first read as the time of a JSON line, where epoch numbers and `/Date(…)/` are allowed, then as text. */
export function anyTime(value: string | number, rules: LineRules): WrittenTime | null {
  const text = typeof value === 'string' ? value.trim() : value;
  const { timestamp } = readLine(`{"t":${JSON.stringify(text)}}`, rules);
  if (timestamp !== null && timestamp.family === 'json') return timestamp;
  return typeof text === 'string' ? readLine(text, rules).timestamp : null;
}

/** The zone names with a fixed offset, in minutes east of UTC. */
function zoneOffsets(zones: LineRules['zones']): ReadonlyMap<string, number> {
  const always: [string, number][] = [
    ['Z', 0],
    ['UTC', 0],
    ['GMT', 0],
  ];
  return new Map([...always, ...zones.filter((zone): zone is [string, number] => zone[1] !== null)]);
}
