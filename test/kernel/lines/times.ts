/** Times in every form of the table, with everything that may stand around them, and near misses. */
import fc from 'fast-check';
import { MONTHS, WEEKDAYS } from '../../../src/model/calendar.js';
import { BETWEEN_FORMS, DATE_FORMS, START_BYTES, TIME_FORMS, tokensOf } from '../../../src/model/timestamp-forms.js';
import { ZONE_NAMES } from '../../../src/model/zone-abbreviations.js';
import { FAMILIES } from '../../../src/reference/timestamps/families.js';

/** Mostly a number of [min, max], sometimes one from around it. */
const mostly = (min: number, max: number) =>
  fc.oneof({ weight: 15, arbitrary: fc.integer({ min, max }) }, { weight: 1, arbitrary: fc.constantFrom(0, max + 1) });

type Moment = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'style', number>;
const moment: fc.Arbitrary<Moment> = fc.record({
  year: fc.constantFrom(2026, 2026, 2026, 2024, 2023, 1999, 0, 9999, 2068, 1969),
  month: mostly(1, 12),
  day: mostly(1, 31),
  hour: mostly(0, 24),
  minute: mostly(0, 59),
  second: mostly(0, 60),
  /** How it is written, where there is more than one way: bits. */
  style: fc.nat(4095),
});

const two = (n: number) => String(n).padStart(2, '0');
const inCase = (text: string, style: number) =>
  style % 4 === 0 ? text.toUpperCase() : style % 4 === 1 ? text.toLowerCase() : text;
const shortOrWhole = (name: string, style: number) => inCase(style & 8 ? name : name.slice(0, 3), style >> 4);
const blanks = (style: number) => [' ', ' ', ' ', '  ', '\t', '\xe2\x80\xaf', '\xc2\xa0 ', '   '][style % 8]!;

/** A pattern of the table with a moment's parts in it. */
function filled(pattern: string, { year, month, day, hour, minute, second, style }: Moment): string {
  const some = (n: number) => (style & 1 ? two(n) : String(n));
  const [first, other] = style & 2 ? [day, month] : [month, day];
  const parts: Readonly<Record<string, string>> = {
    Y: String(year).padStart(4, '0'),
    y: two(year % 100),
    M: some(month),
    MM: two(month),
    D: some(day),
    DD: two(day),
    A: some(first),
    B: some(other),
    N: shortOrWhole(MONTHS[(month + 11) % 12]!, style),
    L: 'IWEFD'[style % 5]!,
    h: some(hour),
    hh: two(hour),
    m: some(minute),
    mm: two(minute),
    s: some(second),
    ss: two(second),
    ' ': blanks(style >> 2),
  };
  return tokensOf(pattern)
    .map((part) => parts[part] ?? part)
    .join('');
}

const fraction = fc.constantFrom(
  ...['', '', '', '', '', '.123', ',123', '.5', ',12', '.123456', '.123456789', '.1234567890', ':6', ':447', ':4477'],
  ...['.', ',', '. ', ',x', ':x', ',107000', ',107000,', ',107000 ', ',108001;'],
);
const meridiem = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    ' AM',
    ' PM',
    'am',
    'pm',
    ' a.m.',
    'P.M.',
    '\xe2\x80\xafPM',
    '\xc2\xa0am',
    '  AM',
  ],
  ...[' PMx', ' A.M', ' p.m.x'],
);
const zoneText = fc.oneof(
  fc.constantFrom(
    'Z',
    'z',
    'UTC',
    'GMT',
    '+0200',
    '-08:00',
    '+02',
    'UTC+2',
    'GMT-0330',
    'UTC+05:30',
    '+0260',
    '+24:00',
  ),
  fc.constantFrom(
    '\\u002B02:00',
    '%2B0200',
    '\\\\u002b05',
    ' %2b02:00',
    '[\\u002B0100]',
    'UTC%2B2',
    '%2B',
    '\\u002D02:00',
  ),
  fc.constantFrom('+2', '-12345', '+02:00[Europe/Berlin]', 'Z[UTC]', 'ZZ', 'PDTX', 'XYZ', 'CE', 'CST', 'MSK', 'IST'),
  fc.constantFrom(...ZONE_NAMES).map(([name]) => name),
);
const zone = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(zoneText, fc.constantFrom('@', ' @', ' @', ' [@]', '(@)', ' (@)', '  @', '\xc2\xa0@', '[@', '\t@'))
      .map(([text, form]) => form.replace('@', text)),
  },
);
const yearBehind = fc.constantFrom('', '', '', '', '', '', ' 2026', ' 1999', ' 2100', ' 20261', '  2026', ' QQQ 2026');
const weekday = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...WEEKDAYS), fc.nat(255), fc.constantFrom(' ', ', ', ',', '  ', ''))
      .map(([name, style, end]) => shortOrWhole(name, style) + end),
  },
);

const dateForm = fc.constantFrom(...DATE_FORMS);
const timeForm = fc.constantFrom(...TIME_FORMS, ...TIME_FORMS.filter(({ isShort }) => !isShort));
const between = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(' ', ' ', 'T') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...BETWEEN_FORMS, ...BETWEEN_FORMS, '', '  ', '\t', 't', ' AT ', '\xe2\x80\xaf', 'x'),
  },
);

/** Every form of date, of what stands between, and of time. */
const anyForm = fc
  .tuple(weekday, dateForm, between, timeForm, moment, fraction, meridiem, zone, yearBehind)
  .map(([day, date, middle, time, at, ...behind]) => {
    const apart = middle === ' ' ? blanks(at.style >> 5) : middle;
    return `${day}${filled(date.pattern, at)}${apart}${filled(time.pattern, at)}${behind.join('')}`;
  });

/** What most loggers write: such times read whole. */
const usual = fc
  .tuple(
    fc.constantFrom(
      'Y-M-D h:m:s',
      'Y-M-DTh:m:s',
      'Y-M-D h:m:s',
      'YMMDD h:m:s',
      'N D h:m:s',
      'Y/M/D h:m:s',
      'D/N/Y:h:m:s',
    ),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.constantFrom('', '.123', ',123', 'Z', '.5Z', '+02:00', ' +0100', ' CET', '\\u002B02:00'),
  )
  .map(([pattern, day, hour, minute, end]) => {
    const at = { year: 2026, month: (day % 12) + 1, day, hour, minute, second: minute, style: 3 + 64 };
    return filled(pattern, at) + end;
  });

/** One character is another one, is missing, or is too much. */
const nearMiss = fc
  .tuple(
    fc.oneof(usual, anyForm),
    fc.nat(60),
    fc.constantFrom('', '0', '1', '9', ' ', ':', '-', '/', '.', ',', 'T', 'x', 'Z', '_', '\t', '\0', '\\', '"', '\xe2'),
    fc.constantFrom(0, 1, 1),
  )
  .map(([text, at, byte, taken]) => text.slice(0, at % text.length) + byte + text.slice((at % text.length) + taken));

/** A number that may be one since 1970: of every size, and from around the limits. */
export const epoch: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 990_000_000, max: 2_100_000_000 }),
      fc.constantFrom(
        '',
        '',
        '123',
        '123456',
        '123456789',
        '.5',
        ',123',
        '.123456789',
        '.1234567890',
        '.',
        '12',
        '1234567',
      ),
    )
    .map(([seconds, end]) => `${seconds}${end}`),
  fc.constantFrom(
    '1793524500',
    '999999999',
    '1000000000',
    '1999999999',
    '2000000000',
    '1999999999999',
    '2000000000000',
  ),
  fc.constantFrom('1.7935245e9', '1.7935245E+12', '17935245e2', '1793524500e3', '1793524500e0', '1e9', '-1793524500'),
);

/** Forms that are read whole, and their near misses. */
export const whole: fc.Arbitrary<string> = fc.constantFrom(
  ...['audit(1793524500.123:42)', 'audit(1793524500.12:42)', 'audit(1793524500.123:)', 'audit(2793524500.123:1)'],
  ...[
    '/Date(1793524500000)/',
    '\\/Date(1793524500000+0200)\\/',
    '/Date(1793524500000-0800)/',
    '/Date(-5)/',
    '/Date()/',
  ],
  ...['<time="09:15:00.123+000" date="11-01-2026" component="x">', 'time="9:15:00.123" date="11-01-2026"'],
  ...[
    'time="09:15:00.123-120" date="1-1-2026"',
    'time="09:15:60.1" date="13-01-2026"',
    'time="24:00:00.0" date="11-01-2026"',
  ],
  ...[
    'date=2026-11-01 time=09:15:00',
    'date="2026-11-01" time="09:15:00"',
    '2026-11-01","09:15:00',
    'date=2026-11-01 time=9',
  ],
  ...['I1101 09:15:00.123456', 'E20261101 09:15:00.1', '11-01 09:15:00.123', 'W1301 09:15:00', '*Nov  1 09:15:00.123'],
);

const examples = FAMILIES.flatMap((family) =>
  family.examples.map(({ text }) => Buffer.from(text, 'utf8').toString('latin1')),
);
/** Whole lines of real loggers. */
export const example: fc.Arbitrary<string> = fc.constantFrom(...examples);

export const time: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: usual },
  { weight: 7, arbitrary: anyForm },
  { weight: 2, arbitrary: nearMiss },
  { weight: 1, arbitrary: epoch },
  { weight: 1, arbitrary: whole },
);
/** One that is likely to be read, as a line begins with it. */
export const likelyTime: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: usual },
  { weight: 1, arbitrary: anyForm },
);

/** What a time may stand behind without being anybody's. */
export const opener: fc.Arbitrary<string> = fc.constantFrom(
  ...START_BYTES,
  ...START_BYTES,
  ' ',
  '\t',
  '',
  'x',
  '~',
  '/',
  '@',
  '- ',
);
