/** Generators of log lines, one character a byte: real shapes, near misses of every rule, hostile bytes. */
import fc from 'fast-check';
import { beforeTime, candidate, code, labelled, processId } from './codes.js';
import { row, table } from './columns.js';
import { blank, colour, disguised, hostile, invisible } from './escapes.js';
import { jsonLine } from './json.js';
import { name, preposition, separator, tag, timeNamed } from './names.js';
import { epoch, example, likelyTime, opener, time, whole } from './times.js';

const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);

/** What may stand between a time and what the line says. */
const middle = fc.oneof(
  { weight: 6, arbitrary: oneOf(' ', ' INFO ', '] ', ' - ', '|x|', ',', ' [main] WARN Ptk.Queue ', '\t', ': ') },
  { weight: 3, arbitrary: processId },
  { weight: 1, arbitrary: blank },
);
/** A time that may be somebody's. */
const owned = fc.oneof(
  joined(timeNamed, separator, time),
  joined(oneOf('"', " '", '\\"', '{"', ' ', ''), timeNamed, oneOf('":"', '": ', "'='", '=', ': ', '\\":\\"'), time),
  joined(oneOf('<', '<ns:', '  <', ' <a x="1"><'), timeNamed, oneOf('>', ' x="1">', '><![CDATA[', '="'), time),
  joined(oneOf('', ' ', '    ', '\t', 'x '), timeNamed, oneOf(': ', ':', ' : '), time),
  joined(oneOf('moved ', '', 'x '), preposition, time),
);
const filler = fc.oneof(
  oneOf(
    ' ',
    'word',
    ' INFO ',
    'MainOutput|   123|',
    '|',
    ' - ',
    '<0.123.0>@m:f:45 ',
    '1f3c',
    '<a><b>',
    'host ',
    '<34>1 ',
  ),
  fc
    .tuple(
      oneOf('x', ' ', 'ab ', '=', '9', '"', '\\'),
      fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 600 })),
    )
    .map(([text, n]) => text.repeat(n).slice(0, n)),
);

/** Any parts in any order. */
const soup = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: candidate },
      { weight: 3, arbitrary: joined(opener, time) },
      { weight: 2, arbitrary: owned },
      { weight: 1, arbitrary: joined(tag, fc.oneof(code, time)) },
      { weight: 1, arbitrary: filler },
      { weight: 1, arbitrary: hostile },
      { weight: 1, arbitrary: blank },
      { weight: 1, arbitrary: colour },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** As loggers write lines: a time, and what happened. */
const logged = joined(oneOf('', '', '', '', '[', '<34>', 'host ', '"', '- '), likelyTime, middle, candidate);

const shaped = fc.oneof(
  { weight: 12, arbitrary: logged },
  { weight: 3, arbitrary: joined(likelyTime, oneOf(' ', ' x: '), labelled) },
  { weight: 7, arbitrary: soup },
  { weight: 3, arbitrary: jsonLine },
  { weight: 1, arbitrary: joined(jsonLine, candidate) },
  { weight: 2, arbitrary: joined(owned, oneOf(' ', '', '"', '</x>', ','), candidate) },
  { weight: 1, arbitrary: joined(owned, blank, owned, blank, candidate) },
  { weight: 1, arbitrary: joined(beforeTime, likelyTime, oneOf('', ' ', '|'), candidate) },
  {
    weight: 1,
    arbitrary: joined(
      oneOf('<34>1 ', '<165>1 ', '<34>2 ', ''),
      likelyTime,
      oneOf(' host app ', ' h '),
      code,
      oneOf(' ID47 - x', '', ' - '),
    ),
  },
  {
    weight: 1,
    arbitrary: joined(
      oneOf('', '[', '(', '  ', '5 ', '- ', '-5 [', 'x ', '[['),
      epoch,
      oneOf('', ' ', '] ', ') ', ','),
      candidate,
    ),
  },
  { weight: 1, arbitrary: joined(opener, whole, blank, candidate) },
  { weight: 1, arbitrary: joined(example, blank, candidate) },
  { weight: 1, arbitrary: joined(blank, oneOf('at ', '', '(', 'x ', '<a>'), fc.oneof(time, owned), blank, candidate) },
  { weight: 1, arbitrary: joined(name, blank, candidate, blank, time) },
  { weight: 1, arbitrary: oneOf('', '\r', '107000', ' 107000 ', '[107000]', '#Fields: a b code', 'a,b,code', '#') },
);

export const line: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 16, arbitrary: shaped },
    { weight: 3, arbitrary: disguised(shaped) },
    { weight: 1, arbitrary: joined(invisible, shaped) },
    { weight: 1, arbitrary: joined(invisible, oneOf('', ' ', '\0'), disguised(shaped)) },
  )
  .map((all) => all.replaceAll('\n', ' '));

const lineEnd = oneOf('\n', '\n', '\n', '\r\n');
/** What stands in place of the last line's end, if anything: without LF a CR is a byte of the line. */
const textEnd = fc.constantFrom(null, null, '', '\r');

/** Texts of so many lines, whose last may lack its end: without a header, or with one and rows under it. */
export const text = (lines: number): fc.Arbitrary<string> => {
  const many = (each: fc.Arbitrary<string>, n: number) =>
    fc.array(joined(each, lineEnd), { minLength: Math.max(0, n), maxLength: Math.max(0, n) });
  const rows = table.chain((of) => {
    const rest = fc.oneof({ weight: 2, arbitrary: row(of) }, { weight: 1, arbitrary: line });
    return many(
      rest.map((all) => all.replaceAll('\n', ' ')),
      lines - of.head.length,
    ).map((parts) => [...of.head.map((each) => `${each}\n`), ...parts]);
  });
  return fc
    .tuple(fc.oneof({ weight: 4, arbitrary: many(line, lines) }, { weight: 1, arbitrary: rows }), textEnd)
    .map(([parts, end]) => (end === null ? parts.join('') : parts.join('').replace(/\r?\n$/, end)));
};
