/**
 * The last step of everything that people read on standard output or standard error, in every command: the finished text,
 * in which names, messages and log lines already stand. A build's log is read by programs too, and they take commands from
 * it: GitHub's runner from a line that begins with `::`, after blanks of any kind, and from `##[` anywhere in a line;
 * Azure's from `##vso[` and TeamCity's from `##teamcity[`. GitLab's takes sections with a control sequence in them. None of
 * that gets through, whoever wrote it; `::` within a line is left as it is, because names of classes have it.
 */
import { anyUnseen, isPlain, onFirstUse } from './unseen.js';

/** The sequences that styles add: they stay. */
const STYLING = /^\u001b\[[0-9;]*m$/;
const BLANK = /^[\t\v\f\r\u0085\u2028\u2029]$/;
const hashes = onFirstUse(() => /#(?=[\p{M}\p{Cf}]*#[\p{L}\p{M}\p{Cf}]*\[)/gu);
/** Where there is none of these, the pattern below, whose classes take a millisecond to compile, need not be looked for. */
const COLONS = /:[^\n -~]*:/;
const leadingColons = onFirstUse(() => /^((?:(?!\n)[\s\p{M}\p{Cf}]|\u001b\[[0-9;]*m)*:)(?=[\p{M}\p{Cf}]*:)/gmu);

/** @param text whole lines */
export function forPeople(text: string): string {
  const seen = isPlain(text) ? text : text.replace(anyUnseen(), inTheOpen);
  const apart = withoutHashes(seen);
  return COLONS.test(apart) ? apart.replace(leadingColons(), '$1 ') : apart;
}

/** `##[` and `##name[` taken apart, which some runners obey wherever they stand. */
export function withoutHashes(text: string): string {
  return text.includes('#') ? text.replace(hashes(), '# ') : text;
}

function inTheOpen(unseen: string): string {
  if (unseen === '\n' || STYLING.test(unseen)) return unseen;
  if (BLANK.test(unseen)) return ' ';
  return /^\p{Surrogate}$/u.test(unseen) ? '\ufffd' : '';
}
