/** What a rule counts: some of the codes, or the events whose line has a value under a key. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { codeNamed, digitsOf } from '../catalogue/code-words.js';
import { CATEGORIES, FAULTS, FIRST_CODE, LAST_CODE, SEVERITIES } from '../model/code.js';
import { type LogscanError, usageError } from '../model/errors.js';
import { UnknownCode } from '../model/mistakes.js';
import { nearest } from '../text/nearest.js';

/** Events of some codes. */
export interface CodeSelector {
  /** As it is written in a rule, in one spelling: `109004` (also for its name), `critical`, `error+`. */
  readonly text: string;
  /** For sentences: `109004 NoQueueFound`, `critical events`. */
  readonly what: string;
  readonly group: null;
  /** Takes any code from 106000 to 109999. */
  has(code: number): boolean;
}

/** Events on lines where a key has a value. */
interface GroupSelector {
  readonly text: string;
  readonly what: string;
  readonly group: { readonly key: string; readonly value: string };
}

export type Selector = CodeSelector | GroupSelector;

/** `within: tenant:*` holds each value of the key to the rule by itself. */
export const EACH_VALUE = '*';

const FAMILIES = ['106', '107', '108', '109'] as const;
/** The words that can stand before a colon to say what the word behind it is: `fault:unknown`. */
const KINDS = ['code', 'severity', 'category', 'fault', 'family'] as const;
type Kind = (typeof KINDS)[number];
/** The names of keys that lines can have. */
const KEY = /^[\w@.-]{1,63}$/;

/**
 * Reads a code (number or name), a severity (`error+`: and worse), a category, a fault, a family (`107`), `unknown`, or
 * `key:value`. `severity:error` and the like say which of these a word is.
 * @throws LogscanError `usage` that starts with `label`, with the nearest known name
 */
export function parseSelector(text: string, label: string, catalogue: Catalogue): Selector {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(':');
  if (colon > 0) {
    const key = trimmed.slice(0, colon).trim();
    const value = trimmed.slice(colon + 1).trim();
    if (value === '') throw usageError(`${label}: expected a value after ${JSON.stringify(`${key}:`)}; got none`);
    const kind = KINDS.find((word) => word === key.toLowerCase());
    if (kind === undefined && !KEY.test(key)) {
      throw usageError(`${label}: expected a key of letters, digits, _, -, @ and .; got ${JSON.stringify(key)}`);
    }
    if (kind === undefined) {
      const what = value === EACH_VALUE ? `events of each ${key}` : `events with ${key}=${value}`;
      return { text: `${key}:${value}`, what, group: { key, value } };
    }
    return ofKind(kind, value, label, catalogue);
  }
  const found = ofAnyKind(trimmed, label, catalogue);
  if (found !== null) return found;
  throw unknownWord(trimmed, text, label, catalogue);
}

function ofKind(kind: Kind, word: string, label: string, catalogue: Catalogue): CodeSelector {
  const lower = word.toLowerCase();
  switch (kind) {
    case 'code': {
      const selector = codeSelector(word, label, catalogue);
      if (selector !== null) return selector;
      const names = catalogue.all().map(({ name }) => name);
      const { message, tip } = notAmong(label, 'the number or name of a known code', word, names);
      throw new UnknownCode(message, tip);
    }
    case 'severity':
      if (isSeverity(lower)) return severitySelector(lower, catalogue);
      throw notAmong(label, `a severity (${SEVERITIES.join(', ')})`, word, SEVERITIES);
    case 'category':
      if (includes(CATEGORIES, lower)) return categorySelector(lower, catalogue);
      throw notAmong(label, `a category (${CATEGORIES.join(', ')})`, word, CATEGORIES);
    case 'fault':
      if (includes(FAULTS, lower)) return faultSelector(lower, catalogue);
      throw notAmong(label, `a fault (${FAULTS.join(', ')})`, word, FAULTS);
    case 'family':
      if (includes(FAMILIES, word)) return familySelector(word);
      throw notAmong(label, `a family (${FAMILIES.join(', ')})`, word, FAMILIES);
  }
}

/** `unknown` is a category and a fault as well: alone it means the codes that the catalogue does not have. */
function ofAnyKind(word: string, label: string, catalogue: Catalogue): CodeSelector | null {
  const lower = word.toLowerCase();
  if (lower === 'unknown') {
    return { text: lower, what: 'unknown codes', group: null, has: (code) => !catalogue.has(code) };
  }
  if (isSeverity(lower)) return severitySelector(lower, catalogue);
  if (includes(CATEGORIES, lower)) return categorySelector(lower, catalogue);
  if (includes(FAULTS, lower)) return faultSelector(lower, catalogue);
  if (includes(FAMILIES, word)) return familySelector(word);
  return codeSelector(word, label, catalogue);
}

function codeSelector(word: string, label: string, catalogue: Catalogue): CodeSelector | null {
  const number = digitsOf(word);
  const known = number !== null && catalogue.has(Number(number)) ? catalogue.get(Number(number)) : null;
  const info = number === null ? codeNamed(word, catalogue.all()) : known;
  if (info !== null) {
    const { code, name } = info;
    return { text: String(code), what: `${code} ${name}`, group: null, has: (other) => other === code };
  }
  if (number === null || number.length < 4) return null;
  const value = Number(number);
  if (value < FIRST_CODE || value > LAST_CODE) {
    throw usageError(`${label}: expected a code from ${FIRST_CODE} to ${LAST_CODE}; got ${number}`);
  }
  const close = closest(value, catalogue);
  const hint = close === null ? '' : `the nearest known code is ${close.code} ${close.name}; `;
  throw new UnknownCode(`${label}: expected a code of the catalogue; got ${number}`, `${hint}--catalogue adds codes`);
}

function closest(number: number, catalogue: Catalogue) {
  const slip = nearest(
    String(number),
    catalogue.all().map(({ code }) => String(code)),
  );
  if (slip !== null) return catalogue.get(Number(slip));
  const all = [...catalogue.all()];
  return all.sort((a, b) => Math.abs(a.code - number) - Math.abs(b.code - number))[0] ?? null;
}

/** `error`, or `error+`: that and worse. */
function isSeverity(word: string): boolean {
  return includes(SEVERITIES, word.replace(/\+$/, ''));
}

function severitySelector(word: string, catalogue: Catalogue): CodeSelector {
  const andWorse = word.endsWith('+');
  const least = (SEVERITIES as readonly string[]).indexOf(andWorse ? word.slice(0, -1) : word);
  const has = (code: number) => {
    const severity = SEVERITIES.indexOf(catalogue.get(code).severity);
    return andWorse ? severity >= least : severity === least;
  };
  const what = word === 'error+' ? 'errors' : andWorse ? `${word.slice(0, -1)} events and worse` : `${word} events`;
  return { text: word, what, group: null, has };
}

function categorySelector(word: string, catalogue: Catalogue): CodeSelector {
  const text = word === 'unknown' ? 'category:unknown' : word;
  return {
    text,
    what: `events of category ${word}`,
    group: null,
    has: (code) => catalogue.get(code).category === word,
  };
}

function faultSelector(word: string, catalogue: Catalogue): CodeSelector {
  const text = word === 'unknown' ? 'fault:unknown' : word;
  return { text, what: `events of fault ${word}`, group: null, has: (code) => catalogue.get(code).fault === word };
}

function familySelector(word: string): CodeSelector {
  const family = Number(word);
  return {
    text: word,
    what: `events of family ${word}`,
    group: null,
    has: (code) => Math.floor(code / 1000) === family,
  };
}

function unknownWord(word: string, text: string, label: string, catalogue: Catalogue): LogscanError {
  const words = [...SEVERITIES, ...CATEGORIES, ...FAULTS];
  const names = catalogue.all().map(({ name }) => name);
  const meant = nearest(word, new Set([...words, ...names]));
  return new UnknownCode(
    `${label}: expected a known code, a severity, category, fault or family, unknown, or key:value; got ${JSON.stringify(text)}`,
    meant === null
      ? `severities are ${SEVERITIES.join(', ')}; "ptk-logscan codes" lists the rest`
      : `did you mean ${meant}?`,
  );
}

function notAmong(label: string, expected: string, word: string, names: readonly string[]): LogscanError {
  const meant = nearest(word, names);
  return usageError(
    `${label}: expected ${expected}; got ${JSON.stringify(word)}`,
    meant === null ? null : `did you mean ${meant}?`,
  );
}

function includes(words: readonly string[], word: string): boolean {
  return words.includes(word);
}

/** Events of severity `error` or `critical`: what an error rate counts. */
export function errorsOf(catalogue: Catalogue): CodeSelector {
  return severitySelector('error+', catalogue);
}
