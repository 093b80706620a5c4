/** Finds a source's column header in its first lines, for the kernel. */
import type { ColumnHeader, FindHeader } from '../kernel/records.js';
import type { LineRules } from '../model/rules.js';
import { type Header, HeaderSearch } from '../reference/header.js';

const LF = 10;
/** A header begins with a letter, `_`, `@`, `#`, a quote or a blank. Sources that begin otherwise are not searched. */
const FIRST_BYTE = /[A-Za-z_@#" \t\x80-\xff]/;
const KIND = { nothing: 0, strong: 1, weak: 2, refuse: 3 } as const;
const IS_TIME = 4;
const IS_EPOCH = 8;
const IS_LINE = 16;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/**
 * A header must end within a source's first 64 KiB. A thread that scans a range from the middle of a file reads this much
 * of its beginning, so that all threads find the same header.
 */
export const HEADER_SEARCH_BYTES = 64 * 1024;

/** A search for one source. It is called with block after block until it finds a header or gives up. */
export function headerFinder(rules: LineRules): FindHeader {
  let search: HeaderSearch | null = null;
  let bytesLeft = HEADER_SEARCH_BYTES;
  return (lines) => {
    for (let from = 0; from < lines.length; ) {
      const lf = lines.indexOf(LF, from);
      const end = lf < 0 ? lines.length : lf + 1;
      bytesLeft -= end - from;
      if (bytesLeft < 0) return null;
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

/** A line's text, one character a byte, without a byte order mark at its beginning and a CR at its end. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(/\r$/, '').slice(text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
}

function packed({ separator, kinds, times }: Header): ColumnHeader {
  const columns = kinds.map((kind, i) => {
    const { isTime, isEpoch, isLine } = times[i]!;
    return KIND[kind] | (isTime ? IS_TIME : 0) | (isEpoch ? IS_EPOCH : 0) | (isLine ? IS_LINE : 0);
  });
  return { separator: separator === 'blank' ? 0 : separator.charCodeAt(0), columns: Uint8Array.from(columns) };
}
