/**
 * The one table of the forms in which times are written. The reference compiles it to regular expressions, the kernel
 * gets it as a program (`kernel/form-program.ts`). The examples are shown in the documentation and are tests. A new form
 * is one entry.
 *
 * In a pattern these characters have a meaning; all others match themselves (letters in any case):
 *
 *     Y  year, four digits         y   year, two digits: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999
 *     M  month, one or two digits  MM  two digits              N  a month's name, short or whole
 *     D  day, one or two digits    DD  two digits
 *     A  B  first and second of a month and a day, in the order that the form or --date-order says
 *     h  hour, one or two digits   hh  two digits              m  mm  s  ss  likewise
 *     L  the letter of a level, as glog has it (I, W, E, F)
 *     a blank: one or two of them
 */

export interface DateForm {
  readonly pattern: string;
  readonly family: FamilyName;
  /** 1 November 2026, written by the pattern. */
  readonly example: string;
  /** What A is, unless --date-order decides; a first number over 12 is a day in any case. */
  readonly first?: 'month' | 'day';
  /** This form is read only with --date-order, or only without. */
  readonly order?: 'given' | 'not given';
  /** A time of six digits may follow directly. */
  readonly isCompact?: true;
  /** The year may follow the time. */
  readonly mayEndWithYear?: true;
  /** Process and thread ids follow the time: their digits are no codes. */
  readonly isFollowedByIds?: true;
}

// biome-ignore format: a table
export const DATE_FORMS: readonly DateForm[] = [
  { pattern: 'Y-M-D', family: 'year-first', example: '2026-11-01' },
  { pattern: 'Y/M/D', family: 'year-first', example: '2026/11/01' },
  { pattern: 'Y.M.D', family: 'year-first', example: '2026.11.01' },
  { pattern: 'Y:MM:DD', family: 'year-first', example: '2026:11:01' },
  { pattern: 'YMMDD', family: 'year-first', example: '20261101', isCompact: true },
  { pattern: 'Y N D', family: 'month-name', example: '2026 Nov 1' },
  { pattern: 'N D, Y', family: 'month-name', example: 'Nov 1, 2026' },
  { pattern: 'N D Y', family: 'month-name', example: 'Nov 1 2026' },
  { pattern: 'N D', family: 'month-name', example: 'Nov  1', mayEndWithYear: true },
  { pattern: 'N-D-Y', family: 'month-name', example: 'Nov-01-2026' },
  { pattern: 'N-D-y', family: 'month-name', example: 'Nov-01-26' },
  { pattern: 'N-D', family: 'month-name', example: 'Nov-01', mayEndWithYear: true },
  { pattern: 'D N Y', family: 'month-name', example: '1 Nov 2026' },
  { pattern: 'D N y', family: 'month-name', example: '01 Nov 26' },
  { pattern: 'D-N-Y', family: 'month-name', example: '1-Nov-2026' },
  { pattern: 'D-N-y', family: 'month-name', example: '01-NOV-26' },
  { pattern: 'D/N/Y', family: 'month-name', example: '01/Nov/2026' },
  { pattern: 'DNY', family: 'month-name', example: '1Nov2026' },
  { pattern: 'DNy', family: 'month-name', example: '01NOV26' },
  { pattern: 'A/B/Y', family: 'year-last', example: '11/1/2026', first: 'month' },
  { pattern: 'A-B-Y', family: 'year-last', example: '01-11-2026', first: 'day' },
  { pattern: 'D.M.Y', family: 'year-last', example: '01.11.2026' },
  { pattern: 'y/MM/DD', family: 'short-year', example: '26/11/01', order: 'not given' },
  { pattern: 'A/B/y', family: 'short-year', example: '11/01/26', first: 'month', order: 'given' },
  { pattern: 'D.M.y', family: 'short-year', example: '01.11.26' },
  { pattern: 'yMMDD', family: 'short-year', example: '261101', isCompact: true },
  { pattern: 'MM-DD', family: 'no-year', example: '11-01', isFollowedByIds: true },
  { pattern: 'MM.DD', family: 'no-year', example: '11.01' },
  { pattern: 'MM/DD', family: 'no-year', example: '11/01' },
  { pattern: 'LMMDD', family: 'glog', example: 'I1101', isFollowedByIds: true },
  { pattern: 'LYMMDD', family: 'glog', example: 'I20261101', isFollowedByIds: true },
];

/** What may stand between a date and its time. */
// biome-ignore format: a table
export const BETWEEN_FORMS: readonly string[] = [
  ' ', 'T', '_', ',', ', ', ';', '|', ':', '-', ' - ', '@', ' at ', '","', ' time=', ',time=', '" time="',
];

export interface TimeForm {
  readonly pattern: string;
  readonly example: string;
  /** Tried only after the forms with seconds. */
  readonly isShort?: true;
}

// biome-ignore format: a table
export const TIME_FORMS: readonly TimeForm[] = [
  { pattern: 'h:m:s', example: '9:15:00' },
  { pattern: 'hh.mm.ss', example: '09.15.00' },
  { pattern: 'hhmmss', example: '091500' },
  { pattern: 'h:mm', example: '9:15', isShort: true },
];

/** Groups of forms that belong together, for messages of the doctor and the documentation. */
export const FAMILY_NAMES = [
  'year-first',
  'month-name',
  'year-last',
  'short-year',
  'no-year',
  'glog',
  'epoch',
  'json',
  'cmtrace',
  'audit',
  'dotnet',
] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

/** The least number of digits that a part of a pattern stands for; 0 for parts that are not here. */
const DIGITS: Readonly<Record<string, number>> = {
  Y: 4,
  y: 2,
  MM: 2,
  M: 1,
  DD: 2,
  D: 1,
  A: 1,
  B: 1,
  hh: 2,
  h: 1,
  mm: 2,
  m: 1,
  ss: 2,
  s: 1,
};

/** The least number of digits of a date with a time: `Nov 1 9:15` has four. Text with fewer is skipped at once. */
export const MIN_TIME_DIGITS = minDigits(DATE_FORMS) + minDigits(TIME_FORMS);

function minDigits(forms: readonly { readonly pattern: string }[]): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const { pattern } of forms) {
    let digits = 0;
    for (const part of tokensOf(pattern)) digits += DIGITS[part] ?? 0;
    fewest = Math.min(fewest, digits);
  }
  return fewest;
}

/** The parts of a pattern in order: those of the table above, and single characters. */
export function tokensOf(pattern: string): string[] {
  return pattern.match(/MM|DD|hh|mm|ss|[\s\S]/g) ?? [];
}

/**
 * A timestamp must begin within the first 512 bytes of its line. Escape sequences, byte order marks and NULs before it do
 * not count.
 */
export const START_LIMIT = 512;
/** A timestamp may begin at the line's start, or behind a blank, an escape sequence or one of these. */
export const START_BYTES = `[({<>|"'=,;:*.#-`;

/** Keys of a JSON line that may hold its time, lower case. */
// biome-ignore format: a list
export const JSON_TIME_KEYS: readonly string[] = [
  '@timestamp', 'timestamp', 'time', 'ts', '@t', '_time', 'datetime', 'date', 'eventtime', 'asctime', 't', 'dt',
  'timemillis', 'timestampms', 'created_at', '__realtime_timestamp',
];
/** Keys of a JSON line that may hold its time as an object, and the members of that object. */
export const JSON_OBJECT_KEYS: readonly string[] = ['instant', 'timestamp'];
export const SECONDS_KEYS: readonly string[] = ['epochsecond', 'seconds'];
export const NANOS_KEYS: readonly string[] = ['nanoofsecond', 'nanos'];
