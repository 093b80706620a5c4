/** The XML element whose text begins with the number, and what names it. */
import { NAMING_KEYS } from '../../model/rule-words.js';

/** A start tag right before, with a CDATA section's beginning allowed: name without `/`, then attributes. */
const START_TAG = /<([A-Za-z_][\w.:-]*)((?: [^<>]*)?)>(?: |<!\[CDATA\[)*$/;
const ATTRIBUTE = new RegExp(`[ "'](?:${NAMING_KEYS.join('|')}) *= *(["'])(.*?)\\1`, 'is');
/** The value of the attribute that names an element, in the text of its tag behind the name; null where it has none. */
export function namingAttribute(attributes: string): string | null {
  return ATTRIBUTE.exec(attributes)?.[2] ?? null;
}

/** A name without its namespace. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

/** The element right before that tag: its text. */
const ELEMENT_BEFORE = /<[A-Za-z_][\w.:-]*(?: [^<>]*)?>([^<>]*)<\/[^<>]*> *$/;

export interface ElementName {
  readonly name: string;
  /** Where its tag begins. */
  readonly start: number;
}

/**
 * The name of the text that begins where `before` ends. Candidates are the element's attribute `name`, `key`, `field`
 * or `column`, the element's local name, and the text of the element right before it: the first of these that says
 * something, else the local name. Null where no element begins there.
 */
export function elementOf(before: string, saysSomething: (name: string) => boolean): ElementName | null {
  const tag = START_TAG.exec(before);
  if (tag === null || tag[2]!.endsWith('/')) return null;
  const local = localName(tag[1]!);
  const attribute = namingAttribute(tag[2]!);
  const text = ELEMENT_BEFORE.exec(before.slice(0, tag.index))?.[1] ?? null;
  const name = [attribute, local, text].find((each) => each !== null && saysSomething(each)) ?? local;
  return name === '' ? null : { name, start: tag.index };
}
