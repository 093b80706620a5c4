/** Names of numbers and of times, and what stands between them and what they name. */
import fc from 'fast-check';
import {
  BEFORE_OTHER_TIMES,
  BODY_TIME_WORDS,
  EPOCH_WORDS,
  FAILURE_BEGINNINGS,
  FAILURE_ENDINGS,
  LINE_KEYS,
  NOT_REFUSED,
  NOT_STRONG,
  NUMBER_WORDS,
  OTHER_TIME_BEGINNINGS,
  OTHER_TIME_WORDS,
  PROGRAM_WORDS,
  REFUSE_ENDINGS,
  REFUSE_WORDS,
  STRONG_ENDINGS,
  STRONG_WORDS,
  TIME_WORDS,
  VALUE_KEYS,
  WEAK_WORDS,
} from '../../../src/model/rule-words.js';

const cased = (word: string, style: number) =>
  [word, word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)][style % 4]!;

const others = ['ns', 'http', 'Foo', 'bar2', 'x', 'the', 'HTTPStatus', 'IDs', 'zulu', 'not', 'found', 'Réponse', '2'];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...STRONG_WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...WEAK_WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...REFUSE_WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...others) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...PROGRAM_WORDS, ...FAILURE_BEGINNINGS, ...FAILURE_ENDINGS, ...NUMBER_WORDS),
  },
  { weight: 1, arbitrary: fc.constantFrom(...NOT_STRONG, ...NOT_REFUSED, ...VALUE_KEYS) },
  { weight: 1, arbitrary: fc.constantFrom(...STRONG_ENDINGS, ...REFUSE_ENDINGS).map((end) => `q${end}`) },
);

/** A name of one to three words. */
export const name: fc.Arbitrary<string> = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '_', '-', '.', ''), fc.nat(255))
  .map(([words, glue, style]) => words.map((each, i) => cased(each, style >> (2 * i))).join(glue));
export const strongName: fc.Arbitrary<string> = fc.constantFrom(
  'code',
  'statusCode',
  'Result',
  'error',
  'errorCode',
  'RC',
);
/** A name of a time, the line's own or another one. */
export const timeNamed: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...TIME_WORDS, ...BODY_TIME_WORDS, ...EPOCH_WORDS, ...LINE_KEYS, 'startTime', 'uploadDate'),
      fc.constantFrom(...OTHER_TIME_WORDS, ...OTHER_TIME_BEGINNINGS, 'appointmentTime', 'requestedTime', 'next'),
      word,
    ),
    fc.constantFrom('', '', '', 'Time', '_date', '.at', 'X'),
    fc.nat(3),
  )
  .map(([first, end, style]) => cased(first + end, style));

/** Words before a time that say whose it is. */
export const preposition: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...BEFORE_OTHER_TIMES, ...OTHER_TIME_WORDS, 'at', 'on', 'x'),
    fc.constantFrom(' ', '  ', ': ', ' x: ', ':', ''),
  )
  .map((parts) => parts.join(''));

export const separator: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    '=',
    '=',
    ':',
    ': ',
    '":',
    '": ',
    '=>',
    ' => ',
    ' = ',
    '==',
    ':=',
    '->',
    '":"',
    '" : "',
    "'='",
    '\\":\\"',
    '] => ',
  ],
  ...['=[', '=("', '= [ "', '=<', ':  ', '>', '::', '=="', '=[[', '} = {', ' : ', '-', '=> ['],
);

/** A start tag, some with attributes. */
export const tag: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', 'ns:', 'a:b:'),
    name,
    fc.oneof(
      fc.constantFrom('', '', ' x="1"', '\t', ' y=">"', '/', ' ', " a='b'"),
      fc
        .tuple(
          fc.constantFrom('Name', 'key', 'field', 'COLUMN', 'names', 'xname'),
          fc.constantFrom('="@"', " = '@'", '="@', '=@'),
          name,
        )
        .map(([attribute, form, value]) => ` ${attribute}${form.replace('@', value)}`),
    ),
    fc.constantFrom('>', '>', '>', '> ', '><![CDATA[', '> <![CDATA[ ', '', '>\t'),
  )
  .map(([prefix, local, attributes, end]) => `<${prefix}${local}${attributes}${end}`);
