/**
 * Text as a person reads it: without terminal colours, and with escapes replaced by what they stand for. All rules are
 * applied to text that was read like this. `line` has one character for each byte (latin1).
 */

import { matchAt } from './patterns.js';

/** A part of a line, as it is read. */
export interface ReadText {
  /**
   * One character for each byte that is left. Every blank is a space, and so is a line break that was written as an
   * escape.
   */
  readonly text: string;
  /** Where in the line each character begins; the last entry is where the part ends. */
  readonly offsets: readonly number[];
}

interface Token {
  /** What it stands for: no character or one. */
  readonly text: string;
  readonly length: number;
  /** Whether it was written as an escape. */
  readonly isEscape: boolean;
}

const ESCAPE_CHARACTER = '(?:\\x1b|\\\\+u001b|\\\\+x1b|\\\\+033|#033)';
/** A command to a terminal: `ESC [`, numbers, and a letter. */
const TERMINAL = new RegExp(`${ESCAPE_CHARACTER}\\[[0-9;?]*[A-Za-z]`, 'iy');
const BACKSLASHED = /\\+(?:([nrt])|(["'])|[uU]00([0-9A-Fa-f]{2}))/y;
const PERCENT = /%([0-9A-Fa-f]{2})/y;
const ENTITY = /&(lt|gt|quot|apos|amp|nbsp);/y;
/** The no-break spaces U+00A0 and U+202F in UTF-8. */
const NO_BREAK_SPACE = /\xc2\xa0|\xe2\x80\xaf/y;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ' };

/** Reads the bytes of `line` in [from, to). An escape that reaches beyond `to` is not read as one. */
export function readText(line: string, from: number, to: number): ReadText {
  const part = line.slice(from, to);
  let text = '';
  const offsets: number[] = [];
  for (let at = 0; at < part.length; ) {
    const token = readToken(part, at);
    if (token.text !== '') {
      text += token.text;
      offsets.push(from + at);
    }
    at += token.length;
  }
  offsets.push(from + part.length);
  return { text, offsets };
}

/** The token that begins at `at`; it never reaches beyond the text. */
export function readToken(text: string, at: number): Token {
  const byte = text[at]!;
  if (byte === ' ' || byte === '\t') return { text: ' ', length: 1, isEscape: false };
  if (byte === '\x1b' || byte === '\\' || byte === '#') {
    const terminal = matchAt(TERMINAL, text, at);
    if (terminal !== null) return { text: '', length: terminal[0].length, isEscape: true };
  }
  if (byte === '\\') {
    const written = matchAt(BACKSLASHED, text, at);
    if (written !== null) {
      const [all, control, quote, hex] = written;
      const meant = control !== undefined ? ' ' : (quote ?? byNumber(hex!, true));
      if (meant !== null) return { text: meant, length: all.length, isEscape: true };
    }
    // A row of backslashes that begins no escape stands for itself.
  } else if (byte === '%') {
    const written = matchAt(PERCENT, text, at);
    const meant = written === null ? null : byNumber(written[1]!, false);
    if (meant !== null) return { text: meant, length: 3, isEscape: true };
  } else if (byte === '&') {
    const entity = matchAt(ENTITY, text, at);
    if (entity !== null) return { text: ENTITIES[entity[1]!]!, length: entity[0].length, isEscape: true };
  } else if (byte === '\xc2' || byte === '\xe2') {
    const blank = matchAt(NO_BREAK_SPACE, text, at);
    if (blank !== null) return { text: ' ', length: blank[0].length, isEscape: false };
  }
  return { text: byte, length: 1, isEscape: false };
}

/** The character with this hexadecimal number if it is ASCII punctuation, a blank or a line break; else null. */
function byNumber(hex: string, isUnicode: boolean): string | null {
  const number = Number.parseInt(hex, 16);
  if (number === 0x20 || number === 9 || number === 10 || number === 13) return ' ';
  if (number === 0xa0 && isUnicode) return ' ';
  const character = String.fromCharCode(number);
  return /[!-/:-@[-`{-~]/.test(character) ? character : null;
}
