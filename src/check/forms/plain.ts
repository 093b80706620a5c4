/** Text from logs, file names and rules, made harmless for whatever shows it. */

/** Tab and line ends, which become a space. */
const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What a terminal obeys, what hides or reorders text, and what is no character. Joiners stay: words need them. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/** One line in which everything is visible: what would not be is written as `\u{1b}`. */
export function plain(text: string): string {
  return text.replace(SPACES, ' ').replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

const MAX_QUOTE_LENGTH = 240;

/** A log line as it is shown: in one line, cut off where it is long. */
export function quotedLine(text: string): string {
  const line = plain(text).trim();
  if (line.length <= MAX_QUOTE_LENGTH) return line;
  return `${[...line].slice(0, MAX_QUOTE_LENGTH).join('')}…`;
}
