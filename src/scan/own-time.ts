/** The time that a form of the user's own finds: read as `--time-format` says, else as any timestamp. */
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../kernel/exports.js';
import { findTimestamp, type TimestampRules } from '../reference/timestamps/index.js';
import { NAMED_ZONES } from '../reference/timestamps/parts/zone.js';
import { compileTimeFormat, type WrittenTime } from '../time/strptime.js';

/** Reads a text, or a number of JSON; null where it is no time. */
export type OwnTimeReader = (value: string | number) => WrittenTime | null;

/** @throws LogscanError `usage` */
export function ownTimeReader(timeFormat: string | null, rules: TimestampRules): OwnTimeReader {
  return timeFormat === null ? (value) => anyTime(value, rules) : writtenTimeReader(timeFormat, rules);
}

/** @throws LogscanError `usage` */
export function writtenTimeReader(timeFormat: string, { year }: TimestampRules): OwnTimeReader {
  const read = compileTimeFormat(timeFormat, NAMED_ZONES);
  return (value) => read(String(value), year);
}

/** A JSON line's time key takes numbers of every size and `/Date(…)/` as well; so the value is read as one first. */
export function anyTime(value: string | number, rules: TimestampRules): WrittenTime | null {
  const text = typeof value === 'string' ? value.trim() : value;
  const { timestamp } = findTimestamp(latin1(`{"t":${JSON.stringify(text)}}`), rules);
  if (timestamp !== null && timestamp.family === 'json') return timestamp;
  return typeof text === 'string' ? findTimestamp(latin1(text), rules).timestamp : null;
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** As the kernel's records have it. */
export function packedZone({ zone, yearless }: Pick<WrittenTime, 'zone' | 'yearless'>): number {
  return ((zone ?? 0) + ZONE_BIAS) | (zone === null ? NO_ZONE : 0) | (yearless ? YEARLESS : 0);
}
