/** Generators of log lines, one character a byte: real shapes, near misses of every rule, hostile bytes. */
import fc from 'fast-check';
import { REFUSE_WORDS, STATUS_WORDS, UNIT_WORDS } from '../../src/model/rule-words.js';
import { FAMILIES } from '../../src/reference/timestamps/index.js';

const code = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('107000', '109004', '108001', '106000') },
  { weight: 2, arbitrary: fc.integer({ min: 105990, max: 110010 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('1070000', '10700', '010700', '109999', '106001') },
);

const cased = (word: string) =>
  fc.constantFrom(word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1));
const ruleWord = fc.constantFrom(...STATUS_WORDS, ...REFUSE_WORDS).chain(cased);
const anyWord = fc.oneof(
  { weight: 3, arbitrary: ruleWord },
  {
    weight: 1,
    arbitrary: fc.constantFrom('ns', 'http', 'Foo', 'bar2', 'x', 'PTK', 'ptk', 'the', 'HTTPStatus', 'IDs', 'zulu'),
  },
);
const key = fc
  .array(anyWord, { minLength: 1, maxLength: 3 })
  .chain((words) => fc.constantFrom('', '_', '-', '.').map((glue) => words.join(glue)));
const separator = fc.constantFrom(
  '=',
  ':',
  '=>',
  ' = ',
  ': ',
  ' => ',
  '":"',
  '": ',
  '\\":\\"',
  '" : "',
  "'='",
  '=[',
  '=("',
  '= [ "',
  '=<',
  ':  ',
  '>',
  '->',
  '::',
  '=="',
);
const lead = fc.constantFrom(
  ' ',
  '  ',
  ' (',
  ' [',
  ' "',
  " '",
  ' #',
  '#',
  '{',
  ' <',
  '',
  '\t',
  ',',
  ';',
  '|',
  '.',
  '-',
  '/',
  '\\',
  '+',
  '@',
  '$',
  '~',
  ':',
  '12:',
  ':00,',
  '09:15:00,',
  '_',
  'PTK',
  'ptk-',
  'Ptk_',
  'xPTK',
);
const trail = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', ' ', ',', '"', ']', ')', '</a>', ';', '.', '. ', '\r') },
  { weight: 1, arbitrary: fc.constantFrom('.5', ':1', '-1', '/2', '+3', '@', '%', 'x', '_', '0', ' x', '- ') },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...UNIT_WORDS)
      .chain((unit) =>
        fc.constantFrom(
          ` ${unit}`,
          ` ${unit} `,
          ` ${unit.toUpperCase()},`,
          `  ${unit}`,
          ` ${unit}x`,
          ` ${unit}_`,
          unit,
        ),
      ),
  },
);
const element = fc
  .tuple(fc.constantFrom('', 'ns:', 'a:b:'), key, fc.constantFrom('>', ' x="1">', '\t>', '/>', ' y=">">', '> ', ' >'))
  .map(([prefix, name, close]) => `<${prefix}${name}${close}`);

const candidate = fc
  .tuple(
    fc.oneof(
      fc.tuple(key, separator).map(([k, s]) => k + s),
      element,
      fc.tuple(key, lead).map(([k, l]) => k + l),
      lead,
    ),
    code,
    trail,
  )
  .map((parts) => parts.join(''));

const stamps = FAMILIES.flatMap((family) =>
  family.examples.map((example) => Buffer.from(example.text).toString('latin1')),
);
const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const madeUpDate = fc
  .tuple(fc.constantFrom('2026', '1999', '0000', '2024', '2023'), two(13), two(32), two(25), two(61), two(61))
  .chain(([y, mo, d, h, mi, s]) => {
    const month = ['Jan', 'FEB', 'mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Xyz', 'Foo'][
      Number(mo)
    ];
    const yy = y.slice(2);
    const clock = `${h}:${mi}:${s}`;
    return fc.constantFrom(
      `${y}-${mo}-${d}T${clock}`,
      `${y}-${mo}-${d} ${clock}`,
      `${y}/${mo}/${d} ${clock}`,
      `${y}-${mo}-${d}-${h}.${mi}.${s}`,
      `${y}${mo}${d}T${h}${mi}${s}`,
      `${y}${mo}${d}-${Number(h)}:${Number(mi)}:${Number(s)}`,
      `${y}${mo}${d} ${clock}`,
      `${yy}/${mo}/${d} ${clock}`,
      `${yy}${mo}${d} ${h}${mi}${s}`,
      `${yy}${mo}${d} ${clock}`,
      `${yy}${mo}${d}  ${Number(h)}:${mi}:${s}`,
      `${month} ${d} ${clock}`,
      `${month}  ${Number(d)} ${clock}`,
      `${month}-${d} ${clock}`,
      `${month} ${d} ${y} ${clock}`,
      `${y} ${month} ${Number(d)} ${clock}`,
      `Sun ${month} ${d} ${clock} ${y}`,
      `sat ${month}  ${Number(d)} ${clock} PDT ${y}`,
      `Fri ${month} ${d} ${clock} CET ${y}`,
      `${d}/${month}/${y}:${clock}`,
      `Mon, ${d} ${month} ${y} ${clock}`,
      `${Number(d)} ${month} ${y} ${clock}`,
      `${Number(d)}-${month}-${y} ${clock}`,
      `${Number(mo)}/${Number(d)}/${y} ${Number(h)}:${mi}:${s}`,
      `${mo}/${d}/${y} ${clock}`,
      `${mo}/${d}/${y}, ${clock}`,
      `${month} ${Number(d)}, ${y} ${Number(h)}:${mi}:${s}`,
      `${mo}-${d} ${clock}`,
      `${mo}.${d} ${clock}`,
      `I${mo}${d} ${clock}`,
      `E${y}${mo}${d} ${clock}`,
    );
  });
const epochNumber = fc.oneof(
  fc
    .integer({ min: 900_000_000, max: 4_200_000_000 })
    .chain((s) =>
      fc.constantFrom(`${s}`, `${s}123`, `${s}123456`, `${s}123456789`, `${s}.5`, `${s}.1234567890`, `${s}.`),
    ),
  fc.constantFrom('1793524500', '0946684800', '1793524500e3', '-1793524500', '4133980799', '4133980800', '946684800'),
);
const afterDate = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('', ' ', ']', ',', '"', '|') },
  fc.constantFrom('.1', ',12', '.123', '.123456789', '.1234567890', ',107000', ':6', ':447', ':4477', '.', ',x', '. '),
);
const zone = fc.constantFrom(
  '',
  '',
  ' ',
  'Z',
  ' Z',
  'z',
  ' z',
  ' UTC',
  'UTC',
  ' GMT',
  ' GMT+0200',
  ' UTC-3',
  '+02',
  ' -0800',
  '+02:00',
  '+0260',
  '+24:00',
  '+2',
  '-12345',
  ' EST',
  ' PDT',
  ' CET',
  ' PDTX',
  ' AM',
  ' pm',
  'PM',
  ' AM UTC',
  '\xe2\x80\xafAM',
  ' PMx',
  'x',
  '_',
  '0',
);
const stamp = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...stamps) },
  { weight: 4, arbitrary: fc.tuple(madeUpDate, afterDate, zone).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: epochNumber },
);
const jsonKey = fc.constantFrom(
  '@timestamp',
  'timestamp',
  'time',
  'TS',
  'datetime',
  'date',
  'eventTime',
  'asctime',
  't',
  'level',
  'msg',
  'statusCode',
  'id',
  '',
);
const jsonValue = fc.oneof(
  fc.tuple(fc.oneof(stamp, epochNumber), fc.constantFrom('"', ' "', '')).map(([value, close]) => `"${value}${close}`),
  epochNumber,
  fc
    .constantFrom('/Date(1793524500000)/', '\\/Date(1793524500000+0200)\\/', '/Date(-5)/', '/Date()/', '/Date(1)')
    .map((value) => `"${value}"`),
  fc.constantFrom(
    'null',
    'true',
    '12.5',
    '{"time":"2026-11-01T09:15:00Z"}',
    '[1,"a]",{}]',
    '\xbfx"',
    ':{"a":1}',
    '1]2',
    '[}1',
    '{"a":[1}]}',
    'x"',
    '"\\""',
    '"a\\\\"',
    '""',
    '{',
    '"',
  ),
  code,
);
const blanks = fc.constantFrom('', '', ' ', '\t', '  ', '\r');
const jsonLine = fc
  .array(
    fc.tuple(jsonKey, blanks, jsonValue, blanks).map(([k, a, v, b]) => `"${k}"${a}:${b}${v}`),
    { maxLength: 4 },
  )
  .chain((members) => fc.constantFrom('}', '', ',}', ' } ').map((close) => `{${members.join(',')}${close}`));

const opener = fc.constantFrom(
  '',
  ' ',
  '\t',
  '[',
  '(',
  '{',
  '<',
  '>',
  '|',
  '"',
  "'",
  '=',
  ',',
  ';',
  ':',
  'x',
  'x ',
  '- ',
  'ts=',
  'time="',
  "timestamp='",
  'uptime=',
  ' ts=',
  '[ts=',
);
const hostile = fc.oneof(
  fc
    .array(
      fc.integer({ min: 0, max: 255 }).filter((b) => b !== 10),
      { maxLength: 20 },
    )
    .map((bytes) => String.fromCharCode(...bytes)),
  fc.constantFrom('\0', '\x1b[31m', '\xff\xfe', '\xe2\x80', 'é€', '\r', '\\', '"'),
);
const filler = fc.oneof(
  fc.constantFrom(' ', 'word', ' INFO ', 'MainOutput|   123|', '|', ' - ', '<0.123.0>@m:f:45 ', '1f3c', '<a><b>'),
  fc
    .tuple(fc.constantFrom('x', ' ', 'ab ', '=', '9', '"'), fc.integer({ min: 1, max: 600 }))
    .map(([text, n]) => text.repeat(n).slice(0, n)),
);

export const line: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.array(
        fc.oneof(
          { weight: 5, arbitrary: candidate },
          { weight: 3, arbitrary: fc.tuple(opener, stamp).map((p) => p.join('')) },
          { weight: 1, arbitrary: filler },
          { weight: 1, arbitrary: hostile },
        ),
        { maxLength: 4 },
      ),
    },
    { weight: 4, arbitrary: fc.tuple(stamp, fc.constant(' '), candidate) },
    { weight: 2, arbitrary: fc.tuple(jsonLine, fc.oneof(fc.constant(''), candidate)) },
    { weight: 1, arbitrary: fc.constantFrom([''], ['\r'], ['107000']) },
  )
  .map((parts) => parts.join('').replaceAll('\n', ' '));

/** Texts of whole lines; the last one may lack its end. */
export const text = (lines: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { minLength: lines, maxLength: lines }),
      fc.boolean(),
    )
    .map(([parts, ended]) => {
      const all = parts.map((part) => part.join('')).join('');
      return ended ? all : all.replace(/\r?\n$/, '');
    });
