/** The directives of a time format (`%Y`), as `strptime` of POSIX has them and a few more. */

/** What a directive gives of a time. */
export type Field =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'dayOfYear'
  | 'hour'
  | 'halfDayHour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset'
  | 'zoneName'
  | 'epoch';

interface Directive {
  readonly letters: string;
  readonly meaning: string;
  readonly pattern: string;
  /** Null: read, but not used. */
  readonly field: Field | null;
}

const directive = (letters: string, meaning: string, pattern: string, field: Field | null): Directive => ({
  letters,
  meaning,
  pattern,
  field,
});

/** What may stand after `%`; the documentation lists it too. */
export const DIRECTIVES: readonly Directive[] = [
  directive('Y', 'year, four digits', '\\d{4}', 'year'),
  directive('y', 'year, two digits: 00 to 68 are 2000 to 2068', '\\d\\d', 'shortYear'),
  directive('m', 'month, 1 to 12', '\\d{1,2}', 'month'),
  directive('bBh', 'month by its English name, short or long', '[A-Za-z]{3,9}', 'monthName'),
  directive('d', 'day of the month', '\\d{1,2}', 'day'),
  directive('e', 'the same, a blank may stand in for its first digit', ' ?\\d{1,2}', 'day'),
  directive('j', 'day of the year, 1 to 366', '\\d{1,3}', 'dayOfYear'),
  directive('aA', 'weekday by its English name, not compared with the date', '[A-Za-z]{3,9}', null),
  directive('H', 'hour, 0 to 23', '\\d{1,2}', 'hour'),
  directive('k', 'the same, a blank may stand in for its first digit', ' ?\\d{1,2}', 'hour'),
  directive('I', 'hour, 1 to 12, with %p', '\\d{1,2}', 'halfDayHour'),
  directive('l', 'the same, a blank may stand in for its first digit', ' ?\\d{1,2}', 'halfDayHour'),
  directive('p', 'AM or PM, any case', '[AaPp]\\.?[Mm]\\.?', 'half'),
  directive('M', 'minute', '\\d{1,2}', 'minute'),
  directive('S', 'second, 0 to 60', '\\d{1,2}', 'second'),
  directive('f', 'fraction of the second, 1 to 9 digits', '\\d{1,9}', 'fraction'),
  directive('z', '`Z` or an offset: +02, +0200, +02:00', 'Z|[+-]\\d\\d(?::?\\d\\d)?', 'offset'),
  directive('Z', 'name of a zone: UTC, GMT, EST and the like; others are not used', '[A-Za-z]+', 'zoneName'),
  directive('s', 'seconds since 1970, in UTC', '\\d{1,11}', 'epoch'),
];

/** Directives that stand for several others. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  T: '%H:%M:%S',
  R: '%H:%M',
};
