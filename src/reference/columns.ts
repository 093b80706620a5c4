/** Rule 6: the values of a line under a header, with what the header says of each. */
import type { Header } from './header.js';
import { valuesOf } from './row.js';
import type { TimeName } from './timestamps/time-name.js';
import type { Kind } from './words.js';

/** A value of a line, in [start, end) without quotes and blanks around it, and what its column's name says. */
export interface HeaderColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly time: TimeName;
  readonly start: number;
  readonly end: number;
}

/** Longer lines are not read as rows of columns. The kernel has the same number. */
const LONGEST_ROW = 4096;

/** The columns of a line under a header; null where it has more or fewer of them, or is too long. */
export function columnsOf(line: string, from: number, header: Header): readonly HeaderColumn[] | null {
  if (line.length - from > LONGEST_ROW) return null;
  const values = valuesOf(line, header.separator, from);
  if (values.length !== header.names.length) return null;
  return values.map((value, i) => ({
    ...value,
    name: header.names[i]!,
    kind: header.kinds[i]!,
    time: header.times[i]!,
  }));
}
