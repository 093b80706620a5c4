/**
 * Rule 6: columns under a header. A header is looked for where a source begins; what its columns say is decided once.
 * Used by the reference and by who feeds the kernel, which gets what is found here.
 */
import type { LineRules } from '../model/rules.js';
import { isJsonLine } from './timestamps/json-start.js';
import { type TimeName, timeName } from './timestamps/time-name.js';
import { judgeName, type Kind } from './words.js';

/** What stands between values: `blank` is one or more blanks, as in W3C extended logs. */
export type Separator = ',' | ';' | '\t' | '|' | 'blank';

export interface Header {
  readonly separator: Separator;
  readonly names: readonly string[];
  /** What each column's name says of a number in it, and of a time. */
  readonly kinds: readonly Kind[];
  readonly times: readonly TimeName[];
}

/** A column of a line: its value in [start, end) of the line, quotes and blanks around it left out. */
export interface HeaderColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly time: TimeName;
  readonly start: number;
  readonly end: number;
}

const SEPARATORS = [',', ';', '\t', '|'] as const;
const FEWEST_COLUMNS = 3;
/** More are no header: the kernel has room for so many. */
const MOST_COLUMNS = 2048;
/** Longer lines are none with columns. */
const LONGEST_ROW = 4096;

/** The header that a source's first line is, or null. `line` has one character a byte, without its end and without marks. */
export function headerOf(line: string, rules: LineRules): Header | null {
  let best: { separator: Separator; cells: string[] } | null = null;
  for (const separator of SEPARATORS) {
    const cells = cellsOf(line, separator).map(({ start, end }) => line.slice(start, end));
    if (cells.length > (best?.cells.length ?? 1)) best = { separator, cells };
  }
  return best === null ? null : headerFrom(best.separator, best.cells, rules);
}

/** The header that a `#Fields:` line is, or null. */
export function fieldsOf(line: string, rules: LineRules): Header | null {
  const fields = /^#Fields:[ \t]*(.*)$/i.exec(line)?.[1];
  if (fields === undefined) return null;
  const names = fields.split(/[ \t]+/).filter((name) => name !== '');
  return headerFrom('blank', names, rules);
}

/** Of any script. The pattern is made where it is needed: its letters take 0.2 ms of every start. */
function isColumnName(name: string): boolean {
  return /^[\p{L}_@#][\p{L}\p{M}\p{Nd} _.()/#@-]{0,63}$/u.test(name);
}

function headerFrom(separator: Separator, cells: readonly string[], rules: LineRules): Header | null {
  const names = cells.map((cell) => Buffer.from(cell, 'latin1').toString('utf8'));
  if (names.length < FEWEST_COLUMNS || names.length > MOST_COLUMNS || !names.every(isColumnName)) return null;
  const kinds = cells.map((cell) => judgeName(cell, rules).kind);
  if (!kinds.includes('strong')) return null;
  return { separator, names, kinds, times: timesOf(cells) };
}

/** What the names say of times. Where none names one, as `Zeit` does not, the first column may have the line's all the same. */
function timesOf(cells: readonly string[]): TimeName[] {
  const times = cells.map((cell) => timeName(cell));
  if (times.some(({ isTime, isEpoch }) => isTime || isEpoch)) return times;
  return times.map((time, i) => (i === 0 && !time.isOther ? { ...time, isLine: true } : time));
}

/** The columns of a line under a header; null where it has more or fewer of them, or is too long. */
export function columnsOf(line: string, from: number, header: Header): readonly HeaderColumn[] | null {
  if (line.length - from > LONGEST_ROW) return null;
  const cells = cellsOf(line, header.separator, from);
  if (cells.length !== header.names.length) return null;
  return cells.map((cell, i) => ({
    ...cell,
    name: header.names[i]!,
    kind: header.kinds[i]!,
    time: header.times[i]!,
  }));
}

/** The values of a line without the blanks and one pair of quotes around them. A quote keeps separators in its value. */
function cellsOf(line: string, separator: Separator, from = 0): { start: number; end: number }[] {
  const cells: { start: number; end: number }[] = [];
  const isSeparator = (byte: string) => (separator === 'blank' ? byte === ' ' || byte === '\t' : byte === separator);
  let start = from;
  let isQuoted = false;
  const add = (end: number) => {
    if (separator !== 'blank' || end > start) cells.push(trimmed(line, start, end));
  };
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isSeparator(line[at]!)) {
      add(at);
      start = at + 1;
    }
  }
  add(line.length);
  return cells;
}

function trimmed(line: string, from: number, to: number): { start: number; end: number } {
  let [start, end] = [from, to];
  const trim = () => {
    while (start < end && /[ \t]/.test(line[start]!)) start += 1;
    while (end > start && /[ \t]/.test(line[end - 1]!)) end -= 1;
  };
  trim();
  if (end - start >= 2 && line[start] === '"' && line[end - 1] === '"') {
    start += 1;
    end -= 1;
    trim();
  }
  return { start, end };
}

/** Finds the header at the beginning of a source, line by line: until it says that it has looked enough. */
export class HeaderSearch {
  readonly #rules: LineRules;
  readonly #hasTime: (line: string) => boolean;
  #isFirst = true;
  /** What was found so far. */
  header: Header | null = null;
  isDone = false;
  /** Whether the header says itself that it is one (`#Fields:`). */
  isNamed = false;

  /** `hasTime`: whether a line has a timestamp; such a one is no header. */
  constructor(rules: LineRules, hasTime: (line: string) => boolean) {
    this.#rules = rules;
    this.#hasTime = hasTime;
  }

  /** The source's next line, in order; one character a byte, without its end and without what is not there before it. */
  add(line: string): void {
    const isComment = line.startsWith('#');
    this.header = fieldsOf(line, this.#rules);
    this.isNamed = this.header !== null;
    if (this.header === null && this.#isFirst && !isJsonLine(line, 0) && !this.#hasTime(line)) {
      this.header = headerOf(line, this.#rules);
    }
    this.isDone = this.header !== null || !isComment;
    this.#isFirst = false;
  }
}
