/** Finds the header of a source in its first lines, for the kernel. */
import type { ColumnHeader, FindHeader } from '../kernel/records.js';
import type { LineRules } from '../model/rules.js';
import { type Header, HeaderSearch } from '../reference/header.js';

const LF = 10;
/** Lines are looked at as text only where they begin as a header may: with a letter, `_`, `@`, `#`, a quote or a blank. */
const FIRST_BYTE = /[A-Za-z_@#" \t\x80-\xff]/;
const KIND = { nothing: 0, strong: 1, weak: 2, refuse: 3 } as const;
const IS_TIME = 4;
const IS_EPOCH = 8;
const IS_LINE = 16;
const MARK = '\xef\xbb\xbf';

/**
 * A source's header ends within so many bytes: as many are read of its beginning by who begins in its middle, and both
 * must find the same.
 */
export const HEADER_REACH = 64 * 1024;

/** A new search for each source: it goes on where its first block ends. */
export function headerFinder(rules: LineRules): FindHeader {
  let search: HeaderSearch | null = null;
  let left = HEADER_REACH;
  return (lines) => {
    for (let from = 0; from < lines.length; ) {
      const lf = lines.indexOf(LF, from);
      const end = lf < 0 ? lines.length : lf + 1;
      left -= end - from;
      if (left < 0) return null;
      if (search === null && !mayBegin(lines, from)) return null;
      search ??= new HeaderSearch(rules, () => false);
      search.add(textOf(lines.subarray(from, lf < 0 ? end : lf)));
      if (search.header !== null) return { header: packed(search.header), end, isNamed: search.isNamed };
      if (search.isDone) return null;
      from = end;
    }
    return 'later';
  };
}

function mayBegin(lines: Uint8Array, from: number): boolean {
  return FIRST_BYTE.test(String.fromCharCode(lines[from]!));
}

/** A line's text, one character a byte, without a mark at its beginning and a CR at its end. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(/\r$/, '').slice(text.startsWith(MARK) ? MARK.length : 0);
}

function packed({ separator, kinds, times }: Header): ColumnHeader {
  const columns = kinds.map((kind, i) => {
    const { isTime, isEpoch, isLine } = times[i]!;
    return KIND[kind] | (isTime ? IS_TIME : 0) | (isEpoch ? IS_EPOCH : 0) | (isLine ? IS_LINE : 0);
  });
  return { separator: separator === 'blank' ? 0 : separator.charCodeAt(0), columns: Uint8Array.from(columns) };
}
