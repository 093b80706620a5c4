import { type CodeInfo, FIRST_CODE, LAST_CODE } from '../model/code.js';
import { LogscanError } from '../model/errors.js';
import { nearest } from '../text/nearest.js';
import { plural } from '../text/words.js';
import { digitsOf } from './code-words.js';

/** Searches the codes: see `Catalogue.search` for the query. `codes` and the result are in ascending order. */
export function searchCodes(codes: readonly CodeInfo[], query: readonly string[]): readonly CodeInfo[] {
  const words = query.flatMap((part) => part.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const numbers: string[] = [];
  const texts: string[] = [];
  for (const word of words) {
    const number = digitsOf(word);
    if (number === null) texts.push(word);
    else numbers.push(number);
  }
  for (const number of numbers) requireNumber(codes, number);
  const found = codes.filter(
    (info) =>
      (numbers.length === 0 || numbers.some((number) => String(info.code).startsWith(number))) &&
      texts.every((text) => matches(info, text)),
  );
  if (found.length === 0 && words.length > 0) throw noMatch(codes, words, texts);
  return found;
}

function matches(info: CodeInfo, word: string): boolean {
  return (
    info.name.toLowerCase().includes(word) ||
    info.category === word ||
    info.severity === word ||
    info.fault === word ||
    info.retry === word
  );
}

function requireNumber(codes: readonly CodeInfo[], number: string): void {
  if (codes.some((info) => String(info.code).startsWith(number))) return;
  const value = Number(number);
  if (number.length === 6 && value >= FIRST_CODE && value <= LAST_CODE) {
    throw new LogscanError(
      'not-found',
      `${number}: not in the catalogue (${extent(codes)})`,
      'in logs it counts as Unknown, with severity warning; --catalogue FILE can add it',
    );
  }
  const families = [...new Set(codes.map((info) => String(info.code).slice(0, 3)))].join(', ');
  throw number.length === 6
    ? new LogscanError('not-found', `${number}: not a PTK code: they run from ${FIRST_CODE} to ${LAST_CODE}`)
    : new LogscanError(
        'not-found',
        `${number}: no code starts so: expected a code of six digits or a family (${families}; ${extent(codes)})`,
      );
}

function noMatch(codes: readonly CodeInfo[], words: readonly string[], texts: readonly string[]): LogscanError {
  const unmatched = texts.find((text) => !codes.some((info) => matches(info, text)));
  const meant = unmatched === undefined ? null : nearest(unmatched, vocabulary(codes));
  return new LogscanError(
    'not-found',
    `no code matches ${JSON.stringify(unmatched ?? words.join(' '))} (${extent(codes)})`,
    meant === null ? null : `did you mean ${meant}?`,
  );
}

function extent(codes: readonly CodeInfo[]): string {
  const first = codes[0];
  const last = codes.at(-1);
  if (first === undefined || last === undefined) return 'no codes';
  return `${codes.length} ${plural(codes.length, 'code')} from ${first.code} to ${last.code}`;
}

/** The words that match something, for suggestions: names, their parts (split at capitals), categories and so on. */
function vocabulary(codes: readonly CodeInfo[]): Set<string> {
  const words = new Set<string>();
  for (const { name, category, severity, fault, retry } of codes) {
    for (const word of [name, category, severity, fault, retry]) words.add(word);
    for (const word of name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) words.add(word.toLowerCase());
  }
  return words;
}
