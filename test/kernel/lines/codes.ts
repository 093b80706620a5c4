/** Numbers that may be codes, in every place where the rules look at one. */
import fc from 'fast-check';
import { BUILT_IN } from '../../../src/catalogue/catalogue.js';
import { LEVELS, PREFIXES, UNIT_WORDS } from '../../../src/model/rule-words.js';
import { name, separator, strongName, tag } from './names.js';

/** Six digits that may be a code, and near misses. */
export const code: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('107000', '109004', '108001', '106000', '109016') },
  { weight: 2, arbitrary: fc.integer({ min: 105990, max: 110010 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('1070000', '10700', '010700', '109999', '106001', '107000108001') },
);
const number = fc.oneof(
  fc.constantFrom('200', '0', '5', '-1', '+1', '1.5', '0x1f', '0x', '200000', '107000', '1,5', '08', '2026', '-', 'x'),
  code,
);

const lead = fc.constantFrom(
  ...[' ', '  ', ' (', ' [', ' "', " '", ' #', '#', '{', ' <', '', '\t', ',', ';', '|', '.', '-', '/', '\\', '+', '@'],
  ...[
    '$',
    '~',
    ':',
    '*',
    ' *',
    'x*',
    '##',
    '1#',
    '12:',
    ':00,',
    '09:15:00,',
    '_',
    ' is ',
    ' was (',
    ' of ',
    ' no. ',
    ' nr.',
  ],
  ...PREFIXES.flatMap((each) => [each, `${each.toUpperCase()}-`, `PTK_${each}_`, `x${each}`, ` ${each} `]),
);
const trail = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', ' ', ',', '"', ']', ')', '</a>', ';', '. ', '\r', '}', ' x', ']]>') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('.5', ':1', '-1', '/2', '+3', '#4', '@', '%', 'x', '_', '0', '- ', '.x', '.', '_x'),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...UNIT_WORDS, '%', '\xc2\xb5s', '\xce\xbcs', 'row(s)', 'foo(s)'), fc.nat(7))
      .map(
        ([unit, form]) =>
          [
            ` ${unit}`,
            ` ${unit} `,
            ` ${unit.toUpperCase()},`,
            `  ${unit}`,
            ` ${unit}x`,
            `${unit}=`,
            unit,
            ` ${unit} : `,
          ][form]!,
      ),
  },
);

/** By a key, by an element, by a word, or by nothing. */
const named = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(name, separator).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: tag },
      { weight: 3, arbitrary: fc.tuple(name, lead).map((parts) => parts.join('')) },
      { weight: 1, arbitrary: lead },
    ),
    code,
    trail,
  )
  .map((parts) => parts.join(''));

export const labelled: fc.Arbitrary<string> = fc
  .tuple(strongName, fc.constantFrom('=', ': ', ' ', '":', '=>'), fc.constantFrom('107000', '108001', '107999'), trail)
  .map((parts) => parts.join(''));

/** A code beside its own name, or another's, or a part of one; alone, or in a longer identifier. */
const called = fc
  .tuple(
    fc.constantFrom(...BUILT_IN.all()),
    fc.constantFrom(...BUILT_IN.all()),
    fc.nat(31),
    fc.constantFrom('@', '@', '@', 'PTK_@', 'X@', '@Exception', 'x-@_y', 'a.@', '@2', '\xc3\xa9@'),
    fc.oneof(
      fc.constantFrom(
        ' ',
        ' (',
        ': ',
        '=',
        '|',
        ',',
        '">',
        ' - ',
        '_',
        '',
        '...',
        '  ',
        ' = "',
        '/',
        '_:_',
        ' <',
        '\t#',
      ),
      fc.constantFrom('(((([[[[', ' ( [ { < " : = ; ', '((((([[[[', ' x ', '*', '\\"', '&quot;:', '%3D'),
    ),
    fc.constantFrom('', '', ')', ' x', ',', '</a>', '.'),
  )
  .map(([own, another, form, longer, apart, end]) => {
    const text = form % 8 === 0 ? another : own;
    const spelt = [
      text.name,
      text.name,
      text.name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase(),
      text.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(),
      text.name.slice(form % 3),
      text.description.slice(-24 - (form % 3)),
      text.description.slice(0, 24 + (form % 3)),
      text.description,
    ][(form >> 2) % 8]!;
    const latin1 = longer.replace('@', () => Buffer.from(spelt, 'utf8').toString('latin1'));
    return form % 2 === 0 ? `${latin1}${apart}${own.code}${end}` : `${own.code}${apart}${latin1}${end}`;
  });

/** Lists with and without brackets, pairs, and keys such as `value`. */
const listed = fc
  .tuple(
    fc.oneof(name, strongName),
    code,
    number,
    fc.constantFrom(
      ...[
        'K=[A, B]',
        'K: [B,A]',
        '"K":["A","B"]',
        'K: B,A',
        'K=A,B,A',
        'K (A, B, A)',
        'K=[B, "A" , A]',
        'K A, A',
        'K=A A',
      ],
      ...[
        '[K, A]',
        '{K,A}',
        "('K', A)",
        '[K, A, B]',
        '(K,"A")',
        '[ K , A ]',
        '"name":"K","value":A',
        '{"K":{"value":A',
      ],
      ...[
        '<Item name="K" value="A"/>',
        "<K x='1' val='A'",
        '<K value=A>',
        'value=A',
        '"key": "K", "v" : "A"',
        "name='K',text=A",
      ],
      ...[
        '<td>K</td><td>A</td>',
        '<td>K</td> <td x="1">A',
        '<a><K>B</K><v>A</v>',
        "<Data Name='K'>A</Data>",
        '<value>A',
      ],
      ...['error K: A', 'error K A', 'code K. A', 'K no. A', 'K number A', '[K] => A', 'K => [A', 'K = A;'],
    ),
  )
  .map(([key, own, other, form]) => form.replaceAll(/[KAB]/g, (letter) => ({ K: key, A: own, B: other })[letter]!));

/** Beside other numbers, of which it may be a part or the neighbour. */
const besideNumbers = fc
  .tuple(
    code,
    number,
    fc.constantFrom(
      ...[
        'A of B',
        'B of A',
        ' A OF B',
        'x A of Bx',
        'B A "-"',
        ' A B',
        'B A B',
        '[B, A, B]',
        '[A, B]',
        '(A,B)',
        '{ A }',
      ],
      ...['TCP_MISS/B A', '/B A', 'x/A B', '[A', '[B A', 'A,B', '(B , A', ' A ,B', '[x, A]', 'x=B A', '<B> A', 'A <B>'],
    ),
  )
  .map(([own, other, form]) => form.replaceAll(/[AB]/g, (letter) => (letter === 'A' ? own : other)));

/** Process and thread ids of every shape, with levels: what stands behind a time, or at a line's start. */
export const processId: fc.Arbitrary<string> = fc
  .tuple(
    code,
    number,
    fc.constantFrom(...LEVELS, 'info', 'INFOS', 'I', 'x'),
    fc.constantFrom(
      ...[
        ' host app[A]: ',
        ' app[A] ',
        'name)[A].',
        ' [A] L ',
        '[A]',
        '#A] ',
        ' #A]: ',
        ' [A L] ',
        ' A L ',
        ' A [L] x',
        ' A (x) L',
      ],
      ...[
        ' A B L ',
        ' B A L tag: ',
        '  A  B I tag: ',
        ' A --- [main] ',
        ' A [Note] ',
        ' A  [ERROR] ',
        ' A [x] [L]',
        ' | A | L',
        ' A-L',
      ],
      ...[' host app A - - ', ' host app A', ' A', '] A L', ')>[A]', ' x[A]x', ' x[A]', '[A]>', ' L A ', ' [L] [A] '],
    ),
  )
  .map(([own, other, level, form]) => form.replaceAll(/[ABL]/g, (letter) => ({ A: own, B: other, L: level })[letter]!));

/** Directly before a time: sequence numbers and the like. */
export const beforeTime: fc.Arbitrary<string> = fc
  .tuple(
    code,
    fc.constantFrom(
      'A|',
      'A: ',
      'MainOutput|A|',
      'A [ab] ',
      'A abc ',
      '[A] ',
      '(A) ',
      'A\t',
      '<34>A ',
      'A - ',
      'A 1 ',
      'A ',
      '*A: ',
    ),
  )
  .map(([own, form]) => form.replace('A', own));

export const candidate: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: named },
  { weight: 5, arbitrary: labelled },
  { weight: 3, arbitrary: called },
  { weight: 3, arbitrary: listed },
  { weight: 2, arbitrary: besideNumbers },
  { weight: 1, arbitrary: processId },
);
