/**
 * Rule 3: six digits that are part of something larger (a path, a decimal number, a time, an address, a percentage) are
 * not a status code.
 */
import type { Place } from './place.js';

/** Why the candidate is part of something larger, or null. */
export function partOfSomethingLarger({ before: { text: before }, after: { text: after } }: Place): string | null {
  const joined = /[./\\+@$~-]$/.exec(before);
  if (joined) return `"${joined[0]}" stands right before it`;
  if (/(?:^| )\*$/.test(before)) return '"*" stands right before it';
  if (/[\d#]#$/.test(before)) return '"#" stands right before it, behind a number';
  if (/\d:$/.test(before)) return 'a digit and ":" stand right before it';
  if (/:\d\d,$/.test(before) && !/^(?:[,;]|$)/.test(after)) return 'it is the fraction of a clock time';

  const behind = /^[@%]/.exec(after);
  if (behind) return `"${behind[0]}" stands right behind it`;
  const continued = /^([.:/+#-])\d/.exec(after);
  if (continued) return `a digit follows "${continued[1]}" right behind it`;
  return null;
}
