/** Headers of columns, and rows under them. */
import fc from 'fast-check';
import { code } from './codes.js';
import { name, strongName, timeNamed } from './names.js';
import { likelyTime, time } from './times.js';

const columnName = fc.oneof(
  { weight: 3, arbitrary: name },
  { weight: 3, arbitrary: strongName },
  { weight: 2, arbitrary: timeNamed },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a b',
      'cs(User-Agent)',
      '@x',
      '#n',
      'Zeit\xc3\xbc',
      '9x',
      'x'.repeat(64),
      'x'.repeat(65),
      '',
    ),
  },
);
/** Mostly a word that no separator is in. */
const plainValue = fc.oneof(
  { weight: 4, arbitrary: code },
  { weight: 3, arbitrary: likelyTime },
  { weight: 1, arbitrary: time },
  {
    weight: 3,
    arbitrary: fc.constantFrom('x', '', '5', 'a b', '-', '2026-11-01', '09:15:00', '1793524500', 'code=107000'),
  },
);
const value = fc
  .tuple(plainValue, fc.constantFrom('@', '@', '@', '"@"', ' @ ', ' "@" ', '" @ "', '"@', '"a,b;c|d"', '@"'))
  .map(([text, form]) => form.replace('@', () => text));

export interface Table {
  /** The lines that its source begins with. */
  readonly head: readonly string[];
  readonly separator: string;
  readonly width: number;
}

export const table: fc.Arbitrary<Table> = fc
  .tuple(
    fc.array(columnName, { minLength: 2, maxLength: 7 }),
    fc.constantFrom(',', ';', '\t', '|', ' ', ','),
    fc.constantFrom('@', '@', '@', '"@"', ' @ '),
    fc.constantFrom(
      '',
      '',
      '',
      '\xef\xbb\xbf',
      '#Version: 1.0\n',
      '#x\n#y\n',
      '# x\nfirst\n',
      '\n',
      '2026-11-01 09:15:00 x\n',
    ),
  )
  .map(([names, separator, form, before]) => {
    const cells = names.map((each) => (separator === ' ' ? each.replaceAll(' ', '-') : form.replace('@', () => each)));
    const fields = (separator === ' ' ? '#Fields: ' : '') + cells.join(separator);
    return { head: `${before}${fields}`.split('\n'), separator, width: names.length };
  });

/** A row as the table has it; one in eight has a column too many or too few. */
export function row({ separator, width }: Table): fc.Arbitrary<string> {
  const cells = (n: number) => fc.array(value, { minLength: n, maxLength: n });
  return fc
    .oneof(
      { weight: 14, arbitrary: cells(width) },
      { weight: 1, arbitrary: cells(width + 1) },
      { weight: 1, arbitrary: cells(width - 1) },
    )
    .map((parts) => parts.join(separator));
}
