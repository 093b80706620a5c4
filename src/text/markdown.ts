/**
 * Text from outside in Markdown. Backslashes and entities keep it from marking anything up, but not from being linked:
 * GitHub and GitLab look for mail addresses, `@name`, `#12` and `:tada:` in what they have already rendered. Only code is left alone
 * by everybody, so that words with something of that kind in them stand as code.
 */
import { xmlText } from './escape.js';
import { printable } from './terminal.js';

/** What a platform may make a link or a picture of, or notify somebody by. */
const LIVE = /@|:\/\/|\bwww\.|\b(?:mailto|xmpp):|[#!&]\d|\bGH-\d|:[a-z+-][\w+-]*:/i;
const MARKS = /[\\`*_[\]|~#$]/g;
/** What begins a list where it is first on a line. */
const FIRST = /^(\s*(?:\d+(?=[.)]))?)([-+.)])/;

/** For any place within a line, also in the cell of a table: no markup, no HTML, no link, no line break. */
export function markdownText(text: string): string {
  return printable(text)
    .split(/(\s+)/)
    .map((word, i) =>
      LIVE.test(word) ? code(word, /([|<>])/) : i === 0 ? escaped(word).replace(FIRST, '$1\\$2') : escaped(word),
    )
    .join('');
}

/** The same, all of it as code. */
export function markdownCode(text: string): string {
  return code(printable(text), /(\|)/);
}

function escaped(text: string): string {
  return xmlText(text.replace(MARKS, '\\$&'));
}

/** In a table a vertical line would end the cell even within code, and there it cannot be escaped: it stands outside. */
function code(text: string, outside: RegExp): string {
  return text
    .split(outside)
    .map((part, i) => (i % 2 === 0 ? span(part) : `&#${part.charCodeAt(0)};`))
    .join('');
}

function span(text: string): string {
  if (text === '') return '';
  const ticks = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(ticks + 1);
  // One space on either side is not part of the code, where there is one on both.
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
