/**
 * Rule 6: columns under a header. A header is looked for at the beginning of a source, and the names of its columns are
 * judged once. The kernel is given the header that is found here.
 */
import type { LineRules } from '../model/rules.js';
import { isJsonLine } from './timestamps/json-start.js';
import { type TimeName, timeName } from './timestamps/time-name.js';
import { judgeName, type Kind } from './words.js';

/** The character between values; `blank` is one or more blanks, as in W3C extended logs. */
export type Separator = ',' | ';' | '\t' | '|' | 'blank';

export interface Header {
  readonly separator: Separator;
  readonly names: readonly string[];
  /** What each column's name says of a number in the column, and of a time. */
  readonly kinds: readonly Kind[];
  readonly times: readonly TimeName[];
}

/** A value of a line, in [start, end) without quotes and blanks around it, and what its column's name says. */
export interface HeaderColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly time: TimeName;
  readonly start: number;
  readonly end: number;
}

const SEPARATORS = [',', ';', '\t', '|'] as const;
const FEWEST_COLUMNS = 3;
/** The kernel has room for this many columns; a line with more is not a header. */
const MOST_COLUMNS = 2048;
/** Longer lines are not read as rows of columns. The kernel has the same number. */
const LONGEST_ROW = 4096;

/** The header in a source's first line, or null. `line` has one character a byte, without its end and without marks. */
export function headerOf(line: string, rules: LineRules): Header | null {
  let best: { separator: Separator; values: string[] } | null = null;
  for (const separator of SEPARATORS) {
    const values = valuesOf(line, separator).map(({ start, end }) => line.slice(start, end));
    if (values.length > (best?.values.length ?? 1)) best = { separator, values: values };
  }
  return best === null ? null : headerFrom(best.separator, best.values, rules);
}

/** The header in a `#Fields:` line, or null. */
export function fieldsOf(line: string, rules: LineRules): Header | null {
  const fields = /^#Fields:[ \t]*(.*)$/i.exec(line)?.[1];
  if (fields === undefined) return null;
  const names = fields.split(/[ \t]+/).filter((name) => name !== '');
  return headerFrom('blank', names, rules);
}

/** Letters of any script. The pattern is compiled only where it is needed: its character classes take 0.2 ms. */
function isColumnName(name: string): boolean {
  return /^[\p{L}_@#][\p{L}\p{M}\p{Nd} _.()/#@-]{0,63}$/u.test(name);
}

function headerFrom(separator: Separator, values: readonly string[], rules: LineRules): Header | null {
  const names = values.map((value) => Buffer.from(value, 'latin1').toString('utf8'));
  if (names.length < FEWEST_COLUMNS || names.length > MOST_COLUMNS || !names.every(isColumnName)) return null;
  const kinds = values.map((value) => judgeName(value, rules).kind);
  if (!kinds.includes('strong')) return null;
  return { separator, names, kinds, times: timesOf(values) };
}

/**
 * What the names say of times. Where none names a time, as in other languages (`Zeit`), the first column may still have
 * the line's.
 */
function timesOf(values: readonly string[]): TimeName[] {
  const times = values.map((value) => timeName(value));
  if (times.some(({ isTime, isEpoch }) => isTime || isEpoch)) return times;
  return times.map((time, i) => (i === 0 && !time.isOther ? { ...time, isLine: true } : time));
}

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

/**
 * The values of a line without the blanks and one pair of quotes around them. A separator within quotes is part of a
 * value.
 */
function valuesOf(line: string, separator: Separator, from = 0): { start: number; end: number }[] {
  const values: { start: number; end: number }[] = [];
  const isSeparator = (byte: string) => (separator === 'blank' ? byte === ' ' || byte === '\t' : byte === separator);
  let start = from;
  let isQuoted = false;
  const add = (end: number) => {
    if (separator !== 'blank' || end > start) values.push(trimmed(line, start, end));
  };
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isSeparator(line[at]!)) {
      add(at);
      start = at + 1;
    }
  }
  add(line.length);
  return values;
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

/** Finds the header at the beginning of a source, line by line, until `isDone`. */
export class HeaderSearch {
  readonly #rules: LineRules;
  readonly #hasTime: (line: string) => boolean;
  #isFirst = true;
  /** The header; null while none was found. */
  header: Header | null = null;
  isDone = false;
  /** Whether the header says itself that it is one (`#Fields:`). */
  isNamed = false;

  /** `hasTime`: whether a line has a timestamp; then it is not a header. */
  constructor(rules: LineRules, hasTime: (line: string) => boolean) {
    this.#rules = rules;
    this.#hasTime = hasTime;
  }

  /** Takes the source's next line; one character a byte, without its end and without invisible bytes before it. */
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
