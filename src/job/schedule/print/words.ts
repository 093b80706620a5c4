/** How the files of schedulers and services want words to be written, so that no path is more than a path. */
import { usageError } from '../../../model/errors.js';
import { quoted } from '../../../text/quoted.js';

/** A line end would begin an entry of its own, in a crontab or a unit, and a backslash at the end would take in the next line. */
export function checkWord(word: string, forWhat = 'a schedule'): void {
  if (/[\p{Cc}\u2028\u2029]|\\$/u.test(word)) {
    throw usageError(
      `${quoted(word)}: expected a path without control characters or a backslash at its end, to write it into ${forWhat}`,
    );
  }
}

/** In `ExecStart=`: without specifiers and variables. */
export function systemdWord(word: string): string {
  const escaped = systemdText(word).replaceAll('$', '$$$$');
  return /^[\w@%+=:,./$-]+$/.test(escaped) ? escaped : `"${escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** In a setting that is a text: without specifiers. */
export function systemdText(text: string): string {
  return text.replaceAll('%', '%%');
}
