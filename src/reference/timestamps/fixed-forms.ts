/** Forms that one program writes in one way only: those of CMTrace, of Linux' audit, and of .NET's JSON. */
import { matchAt } from '../patterns.js';
import { readTimeOfDay } from './clock.js';
import { midnight } from './dates.js';
import { numberStamp } from './numbers.js';
import type { ReadContext, Stamp } from './stamp.js';

const CMTRACE = /time="(\d\d):(\d\d):(\d\d)\.(\d{1,9})(?:([+-])(\d{1,3}))?" date="(\d{1,2})-(\d{1,2})-(\d{4})"/y;
const AUDIT = /audit\((1\d{9})\.(\d{3}):\d+\)/y;
const DOT_NET = /\\?\/Date\((1\d{12})(?:[+-]\d{4})?\)\\?\//y;

/** The timestamp of one of these forms that begins at byte `start`; null where none does. */
export function readFixedForm(line: string, start: number, { rules }: ReadContext): Stamp | null {
  const audit = matchAt(AUDIT, line, start);
  if (audit !== null) {
    return numberStamp(Number(audit[1]! + audit[2]!), start, start + audit[0].length, 'audit');
  }
  const dotNet = matchAt(DOT_NET, line, start);
  if (dotNet !== null) return numberStamp(Number(dotNet[1]), start, start + dotNet[0].length, 'dotnet');
  const trace = matchAt(CMTRACE, line, start);
  if (trace === null) return null;
  const [all, hour, minute, second, fraction, sign, bias, month, day, year] = trace;
  const date = midnight(Number(year), Number(month), Number(day));
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  // Read like any clock time, for its limits and a second of 60.
  const text = `${hour}:${minute}:${second}.${fraction}`;
  const time = readTimeOfDay(text, 8, clock, rules, { mayEndWithYear: false, isAfterWeekday: false });
  if (date === null || time === null) return null;
  // The bias is the number of minutes to add to get UTC.
  const offset = bias === undefined ? null : sign === '-' ? Number(bias) : 0 - Number(bias);
  return {
    ...numberStamp(date + time.milliseconds, start, start + all.length, 'cmtrace'),
    zone: offset === null ? null : offset + 0,
  };
}
