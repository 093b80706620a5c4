/** A log line as the forms show it. */
import { printable } from '../../text/terminal.js';

const MAX_QUOTE_LENGTH = 240;

/** In one line, cut off where it is long. */
export function quotedLine(text: string): string {
  const line = printable(text).trim();
  if (line.length <= MAX_QUOTE_LENGTH) return line;
  return `${[...line].slice(0, MAX_QUOTE_LENGTH).join('')}…`;
}
