/**
 * HTML templates that always escape: a value in an `html` template is escaped, unless it is `Markup` itself.
 *
 *     html`<td title="${fileName}">${cell}</td>`   // fileName is escaped; cell is, unless made by `html`
 *
 * Attribute values must be in double quotes.
 */
import { htmlText } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';

/** HTML that is safe to insert unescaped. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** Null and false render as nothing, a list as its items in order. */
export type Content = Markup | string | number | null | false | readonly Content[];

export function html(strings: TemplateStringsArray, ...values: Content[]): Markup {
  let text = strings[0]!;
  values.forEach((value, i) => {
    text += render(value) + strings[i + 1]!;
  });
  return new Markup(text);
}

/** Inserts text unescaped. Only for text of this program itself: the style sheet, the script, SVG paths. */
export function raw(text: string): Markup {
  return new Markup(text);
}

export const NOTHING = new Markup('');

/**
 * Text from a log, a file name or a catalogue. `<bdi>` keeps right-to-left text, such as an Arabic name, from changing the
 * direction of the text around it.
 */
export function foreign(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/** From this length on a name has places to break at, where it is letters and digits alone. */
const LONG_NAME = /^[A-Za-z0-9]{25,}$/;

/** The same of a code's name, which is cut between its words where it is too long for its column. */
export function foreignName(name: string): Markup {
  if (!LONG_NAME.test(name)) return foreign(name);
  const words = name.split(/(?<=[a-z])(?=[A-Z])/);
  return html`<bdi>${words.map((word, i) => html`${i > 0 && raw('<wbr>')}${word}`)}</bdi>`;
}

function render(value: Content): string {
  if (value instanceof Markup) return value.html;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === false) return '';
  return value.map(render).join('');
}

/** Also removes control characters, terminal sequences and invisible direction marks; line breaks become blanks. */
function escaped(text: string): string {
  return htmlText(printable(text));
}
