/**
 * Text for terminals, measured in columns: East Asian wide characters and emoji take two, combining marks none.
 * Names and log text may hold terminal escapes: pass them through `printable` first, then measure, cut and pad, then style.
 */
import { eastAsianWidth } from 'get-east-asian-width';
import { escapeSequences, loneSurrogates, onFirstUse, spaces, strayJoiners, unseenCharacters } from './unseen.js';

/** Text in which each character is a grapheme one column wide: nearly all text of reports, and fast to measure. */
const PLAIN = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25a9\u2713\u2717]*$/;
const ASCII = /^[ -~]*$/;
/** The sequences that styles add. */
const STYLING = /\u001b\[[0-9;]*m/g;
const invisible = onFirstUse(() => /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u);
const emoji = onFirstUse(() => /\p{Emoji_Presentation}|\ufe0f/u);

// Made on first use: it takes 26 ms, more than a small report.
let segmenter: Intl.Segmenter | undefined;

/** The graphemes (what a reader sees as one character), each with its start. */
function graphemesOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (PLAIN.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (emoji().test(grapheme)) return 2;
  let columns = 0;
  for (const character of grapheme) {
    if (!invisible().test(character)) columns = Math.max(columns, eastAsianWidth(character.codePointAt(0)!));
  }
  return columns;
}

/** One line of text without escape sequences and what else nobody sees; tabs and line breaks become one space. */
export function printable(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .replace(escapeSequences(), '')
    .replace(spaces(), ' ')
    .replace(unseenCharacters(), '')
    .replace(loneSurrogates(), '\ufffd')
    .replace(strayJoiners(), '');
}

/** The number of columns that the text takes; styles take none. */
export function width(text: string): number {
  const bare = text.includes('\u001b') ? text.replace(STYLING, '') : text;
  if (PLAIN.test(bare)) return bare.length;
  let columns = 0;
  for (const { segment } of graphemesOf(bare)) columns += graphemeWidth(segment);
  return columns;
}

/** The text filled up with spaces to `columns`; a wider text comes back as it is. Takes styled text too. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'left' ? text + fill : fill + text;
}

/** At most `columns` wide; where something is cut off, `…` is the last column. Takes plain text, not styled. */
export function truncate(text: string, columns: number): string {
  if (columns <= 0) return '';
  let used = 0;
  let kept = 0; // length of the longest start that leaves room for the ellipsis
  for (const { segment, index } of graphemesOf(text)) {
    used += width(segment);
    if (used > columns) return `${text.slice(0, kept)}…`;
    if (used < columns) kept = index + segment.length;
  }
  return text;
}

/**
 * Lines of at most `columns`, broken at spaces, and inside a word only where it is wider than a line. At least one
 * line, which may be empty. A character wider than `columns` gets a line of its own. Takes plain text, not styled.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const wide = width(word);
    // A line may have text and no width: a combining mark alone.
    if (line !== '' && used + 1 + wide <= columns) {
      line += ` ${word}`;
      used += 1 + wide;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = wide <= columns ? [word] : breakWord(word, columns);
    line = parts.pop() ?? '';
    used = width(line);
    for (const part of parts) lines.push(part);
  }
  lines.push(line);
  return lines;
}

function breakWord(word: string, columns: number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const { segment } of graphemesOf(word)) {
    const wide = width(segment);
    if (part !== '' && used + wide > columns) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += segment;
    used += wide;
  }
  parts.push(part);
  return parts;
}
