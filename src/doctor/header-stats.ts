/** The header of a source's columns: the one that is used, or a first line that names columns, but none of codes. */
import { FIRST_CODE } from '../model/code.js';
import type { LineRules } from '../model/rules.js';
import type { Candidate } from '../reference/candidates.js';
import { columnsOf } from '../reference/columns.js';
import { type Header, HeaderSearch } from '../reference/header.js';
import { lineText, readLine } from '../reference/line.js';
import { BYTE_ORDER_MARK } from '../reference/timestamps/text-start.js';
import { comparedName } from './code-names.js';
import type { HeaderFacts } from './diagnosis.js';
import { textOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';

/** Looks for a header in a source's first lines; one character a byte. */
export function headerSearch(rules: LineRules): HeaderSearch {
  return new HeaderSearch(rules, (line) => readLine(Buffer.from(line, 'latin1'), rules).timestamp !== null);
}

/** A line as the search for a header gets it: without a byte order mark. */
export function headerLine(bytes: string): string {
  return bytes.startsWith(BYTE_ORDER_MARK) ? bytes.slice(BYTE_ORDER_MARK.length) : bytes;
}

/** A column under a possible header: one that would be a header if it named a column of codes. */
export interface PossibleColumn {
  readonly name: string;
  /** Numbers of the range that are a whole value: in the catalogue, and not in it. */
  known: number;
  unknown: number;
  /** All values that have only digits. */
  numbers: number;
}

export class HeaderStats {
  readonly #rules: LineRules;
  readonly #search: HeaderSearch;
  #found: Pick<HeaderFacts, 'line' | 'text'> | null = null;
  /** What the header would be if one of its names were that of a code. */
  #possible: Header | null = null;
  readonly #columns = new Map<string, PossibleColumn>();
  #rows = 0;
  #otherLines = 0;

  constructor(rules: LineRules) {
    this.#rules = rules;
    this.#search = headerSearch(rules);
  }

  /** The header of the lines below it; null for lines before it. */
  get header(): Header | null {
    return this.#search.header;
  }

  /** Whether one of the next lines at the source's beginning may still be the header. */
  get isLooking(): boolean {
    return !this.#search.isDone;
  }

  /** Takes a line of the source's beginning, in order. */
  look(line: SampleLine): void {
    const text = headerLine(line.bytes);
    this.#search.add(text);
    if (this.header !== null) this.#found = { line: line.number ?? 1, text: textOf(text).slice(0, 400) };
    else if (line.number === 1) this.#possible = this.#headerWithAnyCode(text);
  }

  /** Takes a line below the header, and the candidates on it. */
  add(line: SampleLine, hasColumns: boolean, candidates: readonly Candidate[]): void {
    if (this.header !== null && line.bytes.trim() !== '') {
      if (hasColumns) this.#rows += 1;
      else if (!line.bytes.startsWith('#')) this.#otherLines += 1;
    }
    if (this.#possible === null) return;
    const columns = columnsOf(lineText(Buffer.from(line.bytes, 'latin1')), 0, this.#possible) ?? [];
    for (const { name, start, end } of columns) {
      if (!/^\d+$/.test(line.bytes.slice(start, end))) continue;
      const counts = this.#columns.get(name) ?? { name, known: 0, unknown: 0, numbers: 0 };
      counts.numbers += 1;
      const code = candidates.find(({ offset }) => start === offset && end === offset + 6)?.code;
      if (code !== undefined) counts[this.#rules.known[code - FIRST_CODE] === 1 ? 'known' : 'unknown'] += 1;
      this.#columns.set(name, counts);
    }
  }

  /**
   * Columns with numbers of the range, where no column is named as that of codes. First those that are mostly known
   * codes, then those with few other numbers.
   */
  get possibleColumns(): readonly PossibleColumn[] {
    const share = ({ known, unknown, numbers }: PossibleColumn) => (known + unknown) / numbers;
    return [...this.#columns.values()]
      .filter(({ known, unknown }) => known + unknown > 0)
      .sort(
        (a, b) => Number(isLikelyColumn(b)) - Number(isLikelyColumn(a)) || share(b) - share(a) || b.known - a.known,
      );
  }

  #headerWithAnyCode(line: string): Header | null {
    const names = line.split(/[,;\t|]/).map(comparedName);
    const search = headerSearch({ ...this.#rules, codeKeys: [...this.#rules.codeKeys, ...names] });
    search.add(line);
    return search.header;
  }

  get facts(): HeaderFacts | null {
    const header = this.header;
    if (header === null || this.#found === null) return null;
    const columns = header.names.map((name, i): HeaderFacts['columns'][number] => {
      const kind = header.kinds[i];
      const is = kind === 'strong' || kind === 'weak' ? 'code' : header.times[i]!.isTime ? 'time' : null;
      return { name, is };
    });
    return { ...this.#found, separator: header.separator, columns, rows: this.#rows, otherLines: this.#otherLines };
  }
}

/** Whether a column's numbers are mostly codes that the catalogue has. */
export function isLikelyColumn({ known, unknown, numbers }: PossibleColumn): boolean {
  return known > unknown && (known + unknown) * 2 > numbers;
}
