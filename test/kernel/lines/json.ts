/** Lines of JSON, whole and broken. */
import fc from 'fast-check';
import { JSON_OBJECT_KEYS, JSON_TIME_KEYS, NANOS_KEYS, SECONDS_KEYS } from '../../../src/model/timestamp-forms.js';
import { code } from './codes.js';
import { name, strongName, timeNamed } from './names.js';
import { epoch, time, whole } from './times.js';

const timeKey = fc
  .tuple(fc.constantFrom(...JSON_TIME_KEYS, ...JSON_OBJECT_KEYS), fc.nat(3))
  .map(([key, style]) => (style === 0 ? key.toUpperCase() : key));
const key = fc.oneof(
  { weight: 2, arbitrary: timeKey },
  { weight: 2, arbitrary: strongName },
  { weight: 1, arbitrary: fc.oneof(name, timeNamed) },
);

/** A time as an object: seconds, and what is finer. */
const instant = fc
  .tuple(
    fc.constantFrom(...SECONDS_KEYS, 'second', 'EpochSecond'),
    fc.constantFrom('1793524500', '999999999', '1793524500.5', '"1793524500"', '2793524500'),
    fc.constantFrom(...NANOS_KEYS, 'nano'),
    fc.constantFrom('123000000', '5', '1234567890', '', '"5"'),
    fc.boolean(),
  )
  .map(([seconds, n, nanos, fine, isLast]) => {
    const members = [`"${seconds}":${n}`, `"${nanos}" : ${fine}`];
    return `{${(isLast ? members.reverse() : members).join(',')}}`;
  });

/** A time of which some characters are escaped, as some writers do; `x` stands for what is no character of a time. */
const escaped = fc
  .tuple(
    fc.oneof(time, whole),
    fc.array(fc.constantFrom('/', '+', '-', ':', ' ', '.', '0', '\xa0', '"', 'x'), { maxLength: 3 }),
  )
  .map(([text, marks]) =>
    marks.reduce((all, mark) => {
      const code = mark.charCodeAt(0).toString(16).padStart(4, '0');
      return all.replaceAll(mark, mark === '/' ? '\\/' : mark === 'x' ? '\\n' : `\\u${code}`);
    }, text),
  )
  .map((text) => `"${text}"`);

const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(time, fc.constantFrom('"', '"', '"', ' "', '')).map((parts) => `"${parts.join('')}`),
  },
  { weight: 2, arbitrary: escaped },
  { weight: 2, arbitrary: epoch },
  { weight: 1, arbitrary: whole.map((text) => `"${text}"`) },
  { weight: 1, arbitrary: instant },
  {
    weight: 4,
    arbitrary: fc
      .tuple(code, fc.constantFrom('@', '"@"', '[@]', '{"value":@}', '[1,@,2]'))
      .map(([n, form]) => form.replace('@', n)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['null', 'true', '12.5', '{"time":"2026-11-01T09:15:00Z"}', '[1,"a]",{}]', '\xbfx"', ':{"a":1}', '1]2', '[}1'],
      ...['{"a":[1}]}', 'x"', '"\\""', '"a\\\\"', '""', '{', '"', '"a\\\\\\"b"', '{"$date":"2026-11-01T09:15:00Z"}'],
    ),
  },
);
const blanks = fc.constantFrom('', '', '', '', ' ', '\t', '  ', '\r');
const member = fc.tuple(key, blanks, value, blanks).map(([k, a, v, b]) => `"${k}"${a}:${b}${v}`);
/** Stands before the time's key, so that it begins far behind. */
const padding = fc.oneof(
  { weight: 30, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(40, 500, 3000).map((n) => `"m":"${'x'.repeat(n)}",`) },
);

export const jsonLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('{', '{', '{', '{', '{ ', ' {', '[{', ',{', '\t[ {', 'x{', '{{'),
    padding,
    fc.array(member, { maxLength: 4 }),
    fc.constantFrom('}', '}', '}', '', ',}', ' } ', '}]'),
  )
  .map(([open, before, members, close]) => open + before + members.join(',') + close);
