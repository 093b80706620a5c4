/**
 * Rule 2: the name or description that the catalogue has of this very code stands right before it, or right behind it.
 */
import { type CatalogueText, type CatalogueTexts, catalogueTexts, plain } from '../../model/catalogue-texts.js';
import type { LineRules } from '../../model/rules.js';
import type { Place } from './place.js';

/** At most MOST_BETWEEN of these, and any number of blanks, may stand between a code and its name. */
const BETWEEN = '()[]{}<>"\'=:,;|-#/_.';
const MOST_BETWEEN = 8;

/** Texts by code; made once for each catalogue. */
const textsByCatalogue = new WeakMap<LineRules['texts'], ReadonlyMap<number, CatalogueTexts>>();

function textsOf({ code, rules: { texts } }: Place): CatalogueTexts | null {
  let all = textsByCatalogue.get(texts);
  if (all === undefined) {
    all = new Map(texts.map(({ code, name, description }) => [code, catalogueTexts(name, description)]));
    textsByCatalogue.set(texts, all);
  }
  return all.get(code) ?? null;
}

/** The name of the code that stands before it, or null. */
export function catalogueNameBefore(place: Place): string | null {
  const { text } = place.before;
  let end = text.length;
  for (let between = 0; end > 0; end -= 1) {
    const byte = text[end - 1]!;
    if (byte === ' ') continue;
    if (!BETWEEN.includes(byte)) break;
    between += 1;
    if (between > MOST_BETWEEN) return null;
  }
  const textBefore = text.slice(0, end);
  const found = textsOf(place)?.before.find((text) => endsWith(textBefore, text));
  return found?.text ?? null;
}

function endsWith(textBefore: string, { text, alone, isName }: CatalogueText): boolean {
  let left = text.length;
  let at = textBefore.length;
  for (; left > 0 && at > 0; at -= 1) {
    const byte = plain(textBefore[at - 1]!);
    if (byte === '') continue;
    if (byte !== text[left - 1]) break;
    left -= 1;
  }
  if (left === 0) return !alone || !/[A-Za-z0-9]$/.test(textBefore.slice(0, at));
  const identifier = /[\w.\x80-\xff-]+$/.exec(textBefore)?.[0] ?? '';
  return isName && !alone && plain(identifier).startsWith(text);
}

/** The name of the code that stands behind it, or null. */
export function catalogueNameBehind(place: Place): string | null {
  const { text } = place.after;
  let start = 0;
  for (let between = 0; start < text.length; start += 1) {
    const byte = text[start]!;
    if (byte === ' ') continue;
    if (!BETWEEN.includes(byte)) break;
    between += 1;
    if (between > MOST_BETWEEN) return null;
  }
  const rest = text.slice(start);
  const found = textsOf(place)?.behind.find((text) => startsWith(rest, text));
  return found?.text ?? null;
}

function startsWith(rest: string, { text, alone, isName }: CatalogueText): boolean {
  let matched = 0;
  let at = 0;
  for (; matched < text.length && at < rest.length; at += 1) {
    const byte = plain(rest[at]!);
    if (byte === '') continue;
    if (byte !== text[matched]) break;
    matched += 1;
  }
  if (matched === text.length) return !alone || !/^[A-Za-z0-9]/.test(rest.slice(at));
  const identifier = /^[\w.\x80-\xff-]+/.exec(rest)?.[0] ?? '';
  return isName && !alone && plain(identifier).endsWith(text);
}
