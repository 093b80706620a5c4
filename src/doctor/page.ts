/** Lines of text with labels on the left: `doctor` prints its reports with these. */
import { type Style, type Styler, styler } from '../report/style.js';
import { pad, printable, truncate, width, wrap } from '../text/terminal.js';

const NARROWEST = 40;
const INDENT = 2;
const LABEL = 10;
/** Stands before text of a log. */
const QUOTE = '| ';

export class Page {
  readonly columns: number;
  readonly style: Styler;
  readonly #lines: string[] = [];

  constructor(columns: number, color: boolean) {
    this.columns = Math.max(NARROWEST, columns);
    this.style = styler(color);
  }

  /** A heading. Text from outside is made printable here. */
  heading(text: string): void {
    if (this.#lines.length > 0) this.#lines.push('');
    for (const part of wrap(printable(text), this.columns)) this.#lines.push(this.style('bold', part));
  }

  /** Text beside a label, wrapped. An empty label continues the last one. */
  entry(label: string, text: string, style: Style | null = null): void {
    const parts = wrap(printable(text), this.columns - INDENT - LABEL);
    for (const [i, part] of parts.entries()) this.#put(i === 0 ? label : '', styled(this.style, style, part));
  }

  /** Text with all its blanks, broken wherever a line is full. No line begins with it. */
  exact(label: string, text: string): void {
    const room = this.columns - INDENT - LABEL;
    let line = '';
    let used = 0;
    let name = label;
    for (const char of printable(text)) {
      const wide = width(char);
      if (used + wide > room) {
        this.#put(name, line);
        [line, used, name] = [QUOTE, QUOTE.length, ''];
      }
      line += char;
      used += wide;
    }
    this.#put(name, line);
  }

  /** A row of a small table in place of the text: a figure aligned to the right, then text that is cut to fit. */
  row(label: string, figure: string, text: string, after = ''): void {
    const room = this.columns - INDENT - LABEL - FIGURE - 2 - (after === '' ? 0 : width(after) + 2);
    const cell = truncate(printable(text), room);
    const tail = after === '' ? '' : `${' '.repeat(room - width(cell) + 2)}${this.style('dim', after)}`;
    this.#put(label, `${pad(figure, FIGURE, 'right')}  ${cell}${tail}`);
  }

  /** An excerpt of a log: one line below a row, cut to fit, with its place at the right. */
  quote(text: string, place: string): void {
    const room = this.columns - INDENT - LABEL - FIGURE - 2 - width(place) - 2;
    const cell = truncate(QUOTE + printable(text).trim(), room);
    const gap = ' '.repeat(Math.max(0, room - width(cell) + 2));
    this.#put('', `${' '.repeat(FIGURE + 2)}${this.style('dim', `${cell}${gap}${place}`)}`);
  }

  /** Text below a row, wrapped. */
  note(text: string): void {
    for (const part of wrap(printable(text), this.columns - INDENT - LABEL - FIGURE - 2)) {
      this.#put('', `${' '.repeat(FIGURE + 2)}${part}`);
    }
  }

  /** Text to be copied: never broken, however long. */
  verbatim(label: string, text: string): void {
    this.#put(label, text);
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #put(label: string, text: string): void {
    this.#lines.push(
      `${' '.repeat(INDENT)}${this.style('bold', label)}${' '.repeat(LABEL - label.length)}${text}`.trimEnd(),
    );
  }
}

const FIGURE = 7;

function styled(style: Styler, name: Style | null, text: string): string {
  return name === null ? text : style(name, text);
}
