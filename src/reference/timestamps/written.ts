/** Written dates with their times, by the table of forms: read plainly, one form after the other. */
import { MONTHS, WEEKDAYS } from '../../model/calendar.js';
import { BETWEEN_FORMS, DATE_FORMS, type DateForm, TIME_FORMS, tokensOf } from '../../model/timestamp-forms.js';
import { BLANK, matchAt } from '../patterns.js';
import { type ClockTime, readTimeOfDay, type TimeOfDay } from './clock.js';
import { fullYear, midnight, monthNumber, STAND_IN_YEAR } from './dates.js';
import type { ReadContext, Stamp } from './stamp.js';

const BLANKS = `${BLANK}{1,2}`;

/** Letters in any case. Not by the flag `i`, which would also match other bytes for those of a no-break space. */
const anyCase = (text: string) =>
  text.replace(/[A-Za-z]/g, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);

/** A name, or its first three letters. */
const shortOrWhole = (names: readonly string[]) =>
  `(?:${names.map((name) => `${anyCase(name.slice(0, 3))}(?:${anyCase(name.slice(3))})?`).join('|')})(?![A-Za-z])`;

/** The pattern of each part of a form; digits are captured under the part's name. */
const PARTS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  M: '(?<M>\\d{1,2})',
  MM: '(?<M>\\d{2})',
  D: '(?<D>\\d{1,2})',
  DD: '(?<D>\\d{2})',
  A: '(?<A>\\d{1,2})',
  B: '(?<B>\\d{1,2})',
  N: `(?<N>${shortOrWhole(MONTHS)})`,
  L: '[IWEF]',
  h: '(?<h>\\d{1,2})',
  hh: '(?<h>\\d{2})',
  m: '(?<m>\\d{1,2})',
  mm: '(?<m>\\d{2})',
  s: '(?<s>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  ' ': BLANKS,
};

const literal = (text: string) => anyCase(text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));

// No digit may follow the last part of a pattern, except behind a compact date, where a compact time may.
const patternOf = (pattern: string, end: string) =>
  new RegExp(
    tokensOf(pattern)
      .map((part) => PARTS[part] ?? literal(part))
      .join('') + end,
    'y',
  );

const DATES = DATE_FORMS.map((form) => ({
  form,
  pattern: patternOf(form.pattern, form.isCompact ? '' : '(?!\\d)'),
}));
const BETWEENS = BETWEEN_FORMS.map(
  (text) => new RegExp([...text].map((part) => (part === ' ' ? BLANKS : literal(part))).join(''), 'y'),
);
const TIMES = TIME_FORMS.map((form) => ({ form, pattern: patternOf(form.pattern, '(?!\\d)') }));
const COMPACT_TIME = TIMES.find(({ form }) => form.pattern === 'hhmmss')!;
const WEEKDAY = new RegExp(`${shortOrWhole(WEEKDAYS)},?${BLANKS}`, 'y');

/** Reads the written date with its time that begins at byte `start`; null where none does. */
export function readWritten(line: string, start: number, context: ReadContext): Stamp | null {
  const weekday = matchAt(WEEKDAY, line, start);
  const place = { line, start, at: start + (weekday?.[0].length ?? 0), isAfterWeekday: weekday !== null };
  // All forms are tried with seconds first: `Nov-01-09:15:00` must not be read as 15:00 in the year 2009.
  for (const isShort of [false, true]) {
    for (const date of DATES) {
      const read = readForm(place, date, isShort, context);
      if (read !== null) return read;
    }
  }
  return null;
}

interface DatePlace {
  readonly line: string;
  /** Where the timestamp begins, and where its date does: behind a weekday, if there is one. */
  readonly start: number;
  readonly at: number;
  readonly isAfterWeekday: boolean;
}

/** `isShort`: with a clock time without seconds, else only with one that has them. */
function readForm(
  { line, start, at, isAfterWeekday }: DatePlace,
  { form, pattern }: { form: DateForm; pattern: RegExp },
  isShort: boolean,
  context: ReadContext,
): Stamp | null {
  const { rules } = context;
  if (form.order !== undefined && (form.order === 'given') !== (rules.dateOrder !== null)) return null;
  // Without a year it must not be the end of a longer date, which no form reads.
  if (form.family === 'no-year' && /\d[./:-]$/.test(line.slice(Math.max(0, at - 2), at))) return null;
  const match = matchAt(pattern, line, at);
  if (match === null) return null;
  const { Y, y, M, N, D, A, B } = match.groups as Record<string, string | undefined>;
  let year = Y !== undefined ? Number(Y) : y !== undefined ? fullYear(Number(y)) : null;
  let month = N !== undefined ? monthNumber(N) : Number(M ?? 0);
  let day = Number(D ?? 0);
  let otherOrder = false;
  if (A !== undefined && B !== undefined) {
    const [a, b] = [Number(A), Number(B)];
    const isMonthFirst = rules.dateOrder === null ? form.first === 'month' : rules.dateOrder === 'mdy';
    const forced = isMonthFirst && a > 12;
    [month, day] = isMonthFirst && !forced ? [a, b] : [b, a];
    // Such a date is read where the day stands first, and rejected where the month does.
    const other = midnight(year ?? STAND_IN_YEAR, isMonthFirst ? b : a, isMonthFirst ? a : b);
    otherOrder = (isMonthFirst ? a > 12 : b > 12) && other !== null;
  }
  const isDate = midnight(year ?? rules.year ?? STAND_IN_YEAR, month, day) !== null;
  if (!isDate && !otherOrder) return null;
  const mayEndWithYear = form.mayEndWithYear === true;
  const options = { mayEndWithYear, isAfterWeekday };
  const time = readBehindDate(line, at + match[0].length, form, isShort, context, options);
  if (time === null) return null;
  if (otherOrder) context.otherOrder = true;
  year = time.year ?? year;
  const date = midnight(year ?? rules.year ?? STAND_IN_YEAR, month, day);
  if (date === null) return null;
  return {
    local: date + time.milliseconds,
    zone: time.zone?.offset ?? null,
    zoneName: time.zone?.name ?? null,
    yearless: year === null && rules.year === null,
    family: form.family,
    start,
    end: time.end,
    isFollowedByIds: form.isFollowedByIds === true,
  };
}

function readBehindDate(
  line: string,
  at: number,
  { isCompact }: DateForm,
  isShort: boolean,
  { rules }: ReadContext,
  options: { mayEndWithYear: boolean; isAfterWeekday: boolean },
): TimeOfDay | null {
  if (isCompact && !isShort) {
    const clock = clockAt(COMPACT_TIME.pattern, line, at);
    const time = clock && readTimeOfDay(line, clock.end, clock, rules, options);
    if (time) return time;
  }
  for (const between of BETWEENS) {
    const match = matchAt(between, line, at);
    if (match === null) continue;
    for (const { form, pattern } of TIMES) {
      if ((form.isShort === true) !== isShort) continue;
      const clock = clockAt(pattern, line, at + match[0].length);
      const time = clock && readTimeOfDay(line, clock.end, clock, rules, options);
      if (time) return time;
    }
  }
  return null;
}

function clockAt(pattern: RegExp, line: string, at: number): (ClockTime & { end: number }) | null {
  const match = matchAt(pattern, line, at);
  if (match === null) return null;
  const { h, m, s } = match.groups as Record<string, string | undefined>;
  return { hour: Number(h), minute: Number(m), second: s === undefined ? null : Number(s), end: at + match[0].length };
}
