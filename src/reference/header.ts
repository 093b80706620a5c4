/**
 * Rule 6: headers. A header is looked for at the beginning of a source, and the names of its columns are judged once. The
 * kernel gets the header that is found here.
 */
import type { LineRules } from '../model/rules.js';
import { type Separator, valuesOf } from './row.js';
import { isJsonLine } from './timestamps/json-start.js';
import { type TimeName, timeName } from './timestamps/time-name.js';
import { judgeName, type Kind } from './words.js';

export interface Header {
  readonly separator: Separator;
  readonly names: readonly string[];
  /** What each column's name says of a number in the column, and of a time. */
  readonly kinds: readonly Kind[];
  readonly times: readonly TimeName[];
}

const SEPARATORS = [',', ';', '\t', '|'] as const;
const FEWEST_COLUMNS = 3;
/** A line with more names is not a header: the kernel has room for this many columns. */
const MOST_COLUMNS = 2048;
/** The header in a source's first line, or null. `line` has one character a byte, without its end and without invisible bytes before it. */
export function headerOf(line: string, rules: LineRules): Header | null {
  let best: { separator: Separator; values: string[] } | null = null;
  for (const separator of SEPARATORS) {
    const values = valuesOf(line, separator).map(({ start, end }) => line.slice(start, end));
    if (values.length > (best?.values.length ?? 1)) best = { separator, values };
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

/** Letters of any script. To look up their classes takes a millisecond: where all is ASCII the other pattern says the same. */
function isColumnName(name: string): boolean {
  const isAscii = /^[\0-\x7f]*$/.test(name);
  return (isAscii ? /^[A-Za-z_@#][\w .()/#@-]{0,63}$/ : /^[\p{L}_@#][\p{L}\p{M}\p{Nd} _.()/#@-]{0,63}$/u).test(name);
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
