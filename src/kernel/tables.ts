/** Makes the entries of one run's rules and codes: what the kernel has to know of words and names (`entries.ts`). */
import { type CatalogueText, catalogueTexts } from '../model/catalogue-texts.js';
import { FIRST_CODE } from '../model/code.js';
import { wholeName } from '../model/name-words.js';
import type { CodeText, LineRules } from '../model/rules.js';
import { ENTRY_HEADER_SIZE, type Entry, KIND, packed, u32 } from './entries.js';
import { WORD_ENTRIES } from './prepared.js';

/** Flags of names as a whole. */
const NAME = { catalogue: 1, ignored: 2, code: 4 } as const;
/** Stands for the minutes of a name that means the report zone's own time, as in `assembly/zones.ts`. */
const OWN_TIME = -(2 ** 31);

/** The entries of these rules, and at most how many bytes of names the kernel keeps of them. */
export function tableEntries({ ignoreKeys, codeKeys, texts, zones }: LineRules): { entries: Buffer; kept: number } {
  const entries: Entry[] = [];
  const list = (flags: number, words: readonly string[]) => {
    if (words.length > 0) entries.push({ kind: KIND.name, flags, bytes: words.join('\n') });
  };
  list(NAME.ignored, ignoreKeys);
  list(NAME.code, codeKeys);
  list(
    NAME.catalogue,
    texts.map(({ name }) => wholeName(name)),
  );
  let names = '';
  for (const [name, minutes] of zones) names += name.padEnd(4, '\0') + u32(minutes ?? OWN_TIME);
  entries.push({ kind: KIND.zone, flags: 0, bytes: names });
  const text = WORD_ENTRIES + packed(entries);
  return { entries: Buffer.from(text, 'latin1'), kept: texts.length * MAX_TEXTS_BYTES + text.length };
}

/** At most this many bytes of each text by which a code is called are kept. */
const MAX_TEXT_BYTES = 255;
/** Up to four texts of a code, each with its length and flags. */
const MAX_TEXTS_BYTES = 4 * (MAX_TEXT_BYTES + 2);
/** The entries of one code take no more bytes. */
export const ENTRIES_SIZE = 4 * (ENTRY_HEADER_SIZE + MAX_TEXT_BYTES);

/** The entries that say what one code is called: sent when the kernel asks, which it does for few codes. */
export function codeTextEntries({ code, name, description }: CodeText): Buffer {
  const { before, behind } = catalogueTexts(name, description);
  const entry = (which: number) => (entryText: CatalogueText) => ({
    kind: KIND.codeText,
    index: code - FIRST_CODE,
    flags: (entryText.isName ? which : which + 1) | (((entryText.alone ? 1 : 0) | (entryText.isName ? 2 : 0)) << 8),
    bytes: entryText.text.slice(0, MAX_TEXT_BYTES),
  });
  return Buffer.from(packed([...before.map(entry(0)), ...behind.map(entry(2))]), 'latin1');
}
