/** What the wrapper sets before the kernel scans: words, names, forms of times, columns. */
import { setBehind } from './codes';
import { setColumns } from './columns';
import { configureForms } from './forms';
import { clearJsonPrefix } from './json';
import { LF, PROGRAM } from './layout';
import { forgetLinePrefix } from './line-prefix-cache';
import { addNamed } from './named-letters';
import { setCodeText } from './catalogue-names';
import { addName, addWord } from './word-table';
import { addZone } from './zones';

/** Sets the program's roots, the fewest digits of a written time, and the year of times without one (0: not known). */
export function forms(dates: i32, betweens: i32, times: i32, compactTimes: i32, fewest: i32, year: i32): void {
  configureForms(dates, betweens, times, compactTimes, fewest, year);
}

/** Kinds of entries in what `table` reads. */
const ENTRY_WORD: i32 = 1;
const ENTRY_NAME: i32 = 2;
const ENTRY_CODE_TEXT: i32 = 3;
const ENTRY_NAMED: i32 = 4;
const ENTRY_ZONE: i32 = 5;

/**
 * Reads `length` bytes of entries at `at`: kind u16, index u16, flags u32, length u32, then the bytes. Words and names
 * are lists with line ends between, and `flags` are theirs. What a code is called has the code's index, and as flags
 * which of its four texts it is, plus 256 times the text's own flags. A named entry has three letters that a timestamp
 * may begin with, and a byte that says what they are. A zone has four bytes of its name, and its minutes east of UTC.
 */
export function table(at: usize, length: i32): void {
  const stop = at + length;
  let p = at;
  while (p < stop) {
    const kind = <i32>load<u16>(p);
    const flags = load<u32>(p, 4);
    const size = load<i32>(p, 8);
    const bytes = p + 12;
    p = bytes + size;
    if (kind == ENTRY_WORD || kind == ENTRY_NAME) addAll(kind, bytes, p, flags);
    // The index of the entry stands ten bytes before its bytes; `p` is behind the entry by now.
    else if (kind == ENTRY_CODE_TEXT) setCodeText(<i32>load<u16>(bytes - 10), <i32>(flags & 255), bytes, size, <i32>(flags >> 8));
    else if (kind == ENTRY_NAMED) {
      for (let q = bytes; q < p; q += 4) addNamed(load<u32>(q) & 0xffffff, <i32>load<u8>(q, 3));
    } else if (kind == ENTRY_ZONE) for (let q = bytes; q < p; q += 8) addZone(load<u32>(q), load<i32>(q, 4));
  }
}

/** Adds the words or names in [from, to), which line ends separate. */
function addAll(kind: i32, from: usize, to: usize, flags: u32): void {
  let start = from;
  for (let p = from; p <= to; p++) {
    if (p < to && <i32>load<u8>(p) != LF) continue;
    const length = <i32>(p - start);
    if (kind == ENTRY_WORD) addWord(start, length, flags);
    else addName(start, length, flags);
    start = p + 1;
  }
}

/** Lines from now on are under a header of `columns` names (0: none). What these say is at `columnsAt`. */
export function header(columns: i32, separator: i32): void {
  setColumns(columns, separator);
  setBehind(columns > 0);
  clearJsonPrefix();
  forgetLinePrefix();
}
