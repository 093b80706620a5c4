/**
 * Times in a format of the user's own, described as for `strptime` (POSIX). It is compiled to a regular expression
 * once, and read with that line after line.
 */
import { MINUTE_MS, MONTHS, shortName } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { quoted } from '../text/quoted.js';
import { DIRECTIVES, type Field, SHORT_FORMS } from './directives.js';
import { fixedOffsetOf } from './fixed-offsets.js';

/** A time as it is written. */
export interface WrittenTime {
  /** Wall-clock milliseconds since 1970 as if they were UTC; in the year 2000 where none is written. */
  readonly local: number;
  /** Minutes east of UTC; null where no zone is written. */
  readonly zone: number | null;
  readonly yearless: boolean;
}

/**
 * Reads a whole text, without the blanks around it; null where it is not such a time. `year` stands in for a missing
 * one.
 */
export type TimeReader = (text: string, year: number | null) => WrittenTime | null;

const BY_LETTER = new Map(DIRECTIVES.flatMap((one) => [...one.letters].map((letter) => [letter, one] as const)));
const MONTH_WORDS = MONTHS.map((name) => name.toLowerCase());
const STAND_IN_YEAR = 2000;

/**
 * A blank stands for any number of blanks, also none; every other character for itself. A hyphen after `%`, as in
 * `%-d`, changes nothing.
 * @param zones offsets in minutes by the names that `%Z` knows, upper case
 * @throws LogscanError `usage` for an unknown directive, and for a form without a date
 */
export function compileTimeFormat(format: string, zones: ReadonlyMap<string, number>): TimeReader {
  const { source, fields } = compile(format);
  checkFields(fields, format);
  const pattern = new RegExp(`^\\s*${source}\\s*$`);
  const places = placesOf(fields);
  return (text, year) => {
    const match = pattern.exec(text);
    return match === null ? null : timeOf({ match, places }, year, zones);
  };
}

/** The group of the match that has each field; 0: none. Of a field that is written twice, the last counts. */
type Places = Readonly<Record<Field, number>>;

interface Written {
  readonly match: RegExpExecArray;
  readonly places: Places;
}

function placesOf(fields: readonly Field[]): Places {
  const all = [...BY_LETTER.values()].flatMap(({ field }) => field ?? []);
  return Object.fromEntries(all.map((field) => [field, fields.lastIndexOf(field) + 1])) as Record<Field, number>;
}

/** The text of the field in the group `place`; undefined where the format does not have it. */
function textAt({ match }: Written, place: number): string | undefined {
  return place === 0 ? undefined : match[place];
}

function compile(format: string): { source: string; fields: Field[] } {
  const fields: Field[] = [];
  const expanded = format.replace(/%-?([FDTR])/g, (_, letter: string) => SHORT_FORMS[letter]!);
  const source = expanded.replace(/%-?(.?)|\s+|[\\^$.*+?()[\]{}|/-]/gsu, (piece, letter: string | undefined) => {
    if (letter === undefined) return /^\s/.test(piece) ? '\\s*' : `\\${piece}`;
    if (letter === '%') return '%';
    if (letter === 'n' || letter === 't') return '\\s*';
    const found = BY_LETTER.get(letter);
    if (found === undefined) {
      const known = [...BY_LETTER.keys(), ...Object.keys(SHORT_FORMS), '%'].map((one) => `%${one}`).join(' ');
      throw usageError(`time format: expected ${known}; got ${quoted(piece)}`);
    }
    if (found.field === null) return `(?:${found.pattern})`;
    fields.push(found.field);
    return `(${found.pattern})`;
  });
  return { source, fields };
}

function checkFields(fields: readonly Field[], format: string): void {
  const has = (...names: Field[]) => names.some((name) => fields.includes(name));
  const got = `; got ${quoted(format)}`;
  if (has('halfDayHour') !== has('half')) throw usageError(`time format: expected %I and %p together${got}`);
  const hasDate = has('epoch', 'dayOfYear') || (has('month', 'monthName') && has('day'));
  if (!hasDate) throw usageError(`time format: expected a date, such as %Y-%m-%d, or %s${got}`);
}

function timeOf(written: Written, year: number | null, zones: ReadonlyMap<string, number>): WrittenTime | null {
  const { places } = written;
  const fraction = Number((textAt(written, places.fraction) ?? '').slice(0, 3).padEnd(3, '0'));
  const epoch = textAt(written, places.epoch);
  if (epoch !== undefined) return { local: Number(epoch) * 1000 + fraction, zone: 0, yearless: false };
  const own = yearOf(written);
  const date = dateOf(written, own ?? year ?? STAND_IN_YEAR);
  const hour = hourOf(written);
  const minute = Number(textAt(written, places.minute) ?? 0);
  const second = Number(textAt(written, places.second) ?? 0);
  const zone = zoneOf(written, zones);
  if (date === null || hour === null || minute > 59 || second > 60 || zone === undefined) return null;
  // A second of 60 counts as 59.999, as everywhere, so that it stays in its minute.
  const inMinute = second === 60 ? 59_999 : second * 1000 + fraction;
  const local = date + (hour * 60 + minute) * MINUTE_MS + inMinute;
  return { local, zone, yearless: own === null && year === null };
}

function yearOf(written: Written): number | null {
  const { year, shortYear } = written.places;
  if (year > 0) return Number(written.match[year]);
  if (shortYear === 0) return null;
  const number = Number(written.match[shortYear]);
  return number + (number <= 68 ? 2000 : 1900);
}

function dateOf(written: Written, year: number): number | null {
  const { dayOfYear, monthName, month, day } = written.places;
  if (dayOfYear > 0) return dateAt(year, WHOLE_YEAR, Number(written.match[dayOfYear]));
  const number = monthName > 0 ? monthNumber(written.match[monthName]!) : Number(written.match[month]);
  return dateAt(year, number, Number(written.match[day]));
}

/** The last date that was asked for, because consecutive lines mostly have the same. */
let last = { year: 0, month: 0, day: 0, date: null as number | null };

/**
 * Stands for the month where the day is counted from the first of the year. Not 0, which may be written for a month.
 */
const WHOLE_YEAR = -1;

/** Null where there is no such date. */
function dateAt(year: number, month: number, day: number): number | null {
  if (year === last.year && month === last.month && day === last.day) return last.date;
  const date = new Date(0);
  date.setUTCFullYear(year, month === WHOLE_YEAR ? 0 : month - 1, day);
  const exists =
    month === WHOLE_YEAR
      ? date.getUTCFullYear() === year
      : date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  last = { year, month, day, date: year >= 1 && exists ? date.getTime() : null };
  return last.date;
}

/** 1 to 12, or NaN for a word that is not a month. */
function monthNumber(name: string): number {
  const word = name.toLowerCase();
  const index = MONTH_WORDS.findIndex((month) => month === word || shortName(month) === word);
  return index < 0 ? Number.NaN : index + 1;
}

function hourOf(written: Written): number | null {
  const { places } = written;
  const halfDayHour = textAt(written, places.halfDayHour);
  const half = textAt(written, places.half);
  if (halfDayHour !== undefined && half !== undefined) {
    const value = Number(halfDayHour);
    if (value < 1 || value > 12) return null;
    return (value % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const value = Number(textAt(written, places.hour) ?? 0);
  return value <= 23 ? value : null;
}

/** Null where no zone is written, or one that is not used; undefined where the offset is not valid. */
function zoneOf(written: Written, zones: ReadonlyMap<string, number>): number | null | undefined {
  const offset = textAt(written, written.places.offset);
  const zoneName = textAt(written, written.places.zoneName);
  if (offset === 'Z') return 0;
  if (offset !== undefined) {
    const ms = fixedOffsetOf(offset);
    return ms === null ? undefined : ms / MINUTE_MS;
  }
  return zoneName === undefined ? null : (zones.get(zoneName.toUpperCase()) ?? null);
}
