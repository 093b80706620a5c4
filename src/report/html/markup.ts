/**
 * HTML that cannot forget to escape: what is put into an `html` template is text, unless it is `Markup` itself.
 *
 *     html`<td title="${fileName}">${cell}</td>`   // fileName is escaped; cell is, unless made by `html`
 *
 * Attribute values stand in double quotes, always.
 */
import { htmlText } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';

/** A piece of HTML that is safe as it is. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** Null and false are nothing; a list is its items one after the other. */
export type Content = Markup | string | number | null | false | readonly Content[];

export function html(strings: TemplateStringsArray, ...values: Content[]): Markup {
  let text = strings[0]!;
  values.forEach((value, i) => {
    text += render(value) + strings[i + 1]!;
  });
  return new Markup(text);
}

/** Only for what this program wrote itself: the style sheet, the script, paths of a chart. */
export function raw(text: string): Markup {
  return new Markup(text);
}

export const NOTHING = new Markup('');

/**
 * Text from a log, a file name or a catalogue: beside escaping it is kept from changing the direction of what stands
 * around it, as a name in Arabic would.
 */
export function foreign(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

function render(value: Content): string {
  if (value instanceof Markup) return value.html;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === false) return '';
  return value.map(render).join('');
}

/** Control characters, terminal sequences and invisible direction marks go; line breaks become blanks. */
function escaped(text: string): string {
  return htmlText(printable(text));
}
