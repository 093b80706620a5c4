/**
 * The contexts of codes that only the catalogue makes codes: the text around, in a form that is the same for all lines
 * of a kind.
 */
import type { Excerpt } from './diagnosis.js';
import { textOf } from './excerpt.js';

/** Bytes that are read on either side. */
const REACH = 48;
/** At most this many contexts are counted: a log with more has no common ones. */
const MOST = 2000;
/** The name or word before the number with the marks around it, and one more word. */
const BEFORE = /(?:[A-Za-z]+ )?[^\s\w]{0,2}[\w:.$-]*[^\w]*$/;
const BEHIND = /^(?:[^\w\s]{0,2} [A-Za-z]+(?!\w)|[^\w\s]{0,2})/;
/** Numbers of any kind, dates and times, and hexadecimal numbers: each becomes `#`. */
const HEXADECIMAL = /\b(?=[0-9a-f-]*\d)[0-9a-f-]{8,}\b/gi;
const DIGITS = /\d[\d.:-]*\d|\d/g;

export interface Context {
  readonly text: string;
  /** The name of the numbers there, or null. */
  readonly name: string | null;
  /** Codes that were taken, and numbers that were refused because the catalogue does not have them. */
  count: number;
  unknown: number;
  example: Excerpt | null;
}

export class Contexts {
  readonly #all = new Map<string, Context>();

  /**
   * The context of the six digits at `at`, for the caller to count in; null where there are too many. `line` has one
   * character a byte.
   */
  at(line: string, at: number, name: string | null): Context | null {
    const text = contextOf(line, at);
    const known = this.#all.get(text);
    if (known !== undefined) return known;
    if (this.#all.size >= MOST) return null;
    const context = { text, name, count: 0, unknown: 0, example: null };
    this.#all.set(text, context);
    return context;
  }

  /** Contexts with codes, the most frequent first. */
  get common(): readonly Context[] {
    return [...this.#all.values()]
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  }
}

/** Several blanks count as one; the number itself is `#` too. */
function contextOf(line: string, at: number): string {
  const before = BEFORE.exec(folded(textOf(line, at - REACH, at)))?.[0] ?? '';
  const behind = BEHIND.exec(folded(textOf(line, at + 6, at + 6 + REACH)))?.[0] ?? '';
  return `${before}#${behind}`.trim();
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').replace(HEXADECIMAL, '#').replace(DIGITS, '#');
}
