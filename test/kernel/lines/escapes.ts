/** What may stand in a line and is read as something else: colours, escapes, blanks of several bytes, what is not there. */
import fc from 'fast-check';

const backslashes = fc.constantFrom('\\', '\\', '\\', '\\\\', '\\\\\\', '\\\\\\\\\\\\\\');

/** Terminal sequences in all ways to write them, whole and broken off. */
export const colour: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('\x1b', '@u001b', '@U001B', '@x1b', '@X1B', '@033', '#033', '#33', '@e'),
    backslashes,
    fc.constantFrom('[31m', '[0m', '[m', '[1;33m', '[?25h', '[2K', '[', '[31', '(B', '[31 m', ''),
  )
  .map(([sequence, slashes, rest]) => sequence.replace('@', slashes) + rest);

/** What is not there where a line begins. */
export const invisible: fc.Arbitrary<string> = fc.oneof(
  colour,
  fc.constantFrom('\0', '\0\0\0', '\xef\xbb\xbf', '\xef\xbb\xbf\0', '\xef\xbb', '\0'.repeat(70)),
);

/** Blanks, some of them written as escapes, some cut in half. */
export const blank: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(' ', ' ', '  ', '\t') },
  { weight: 1, arbitrary: fc.constantFrom('\xc2\xa0', '\xe2\x80\xaf', '\xe2\x80', '\xc2', '%20', '%09', '&nbsp;') },
  { weight: 1, arbitrary: fc.constantFrom('\\n', '\\r\\n', '\\t', '\\\\t', '\\u0020', '\\u00a0', '%0a', '%a0') },
);

const hexadecimal = (character: string, isUpper: boolean) => {
  const digits = character.charCodeAt(0).toString(16).padStart(2, '0');
  return isUpper ? digits.toUpperCase() : digits;
};
const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
  ' ': '&nbsp;',
};
const PUNCTUATION = /[!-/:-@[-`{-~ ]/g;
const cut = (text: string, at: number, length: number) => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + text.slice(from + length);
};
const inserted = (text: string, at: number, what: string) => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + what + text.slice(from);
};

/** A text as a logger writes it that puts it into another one: with escapes, with colours, a byte of them lost. */
export function disguised(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  type Way = (text: string, at: number, slashes: string, colours: string) => string;
  const ways: readonly Way[] = [
    (all, _, slashes) => all.replace(/["']/g, (quote) => slashes + quote),
    (all, at) => all.replace(PUNCTUATION, (each) => `%${hexadecimal(each, at % 2 === 0)}`),
    (all, at, slashes) =>
      all.replace(PUNCTUATION, (each) => `${slashes}${at % 3 === 0 ? 'U' : 'u'}00${hexadecimal(each, at % 2 === 0)}`),
    (all) => all.replace(/[<>"'& ]/g, (each) => ENTITIES[each]!),
    (all) => all.replace(/[<>"'&]/g, (each) => ENTITIES[each]!),
    (all, at, slashes) => all.replaceAll(' ', `${slashes}${'nrt'[at % 3]}`),
    (all, at) => all.replaceAll(' ', ['\xc2\xa0', '\xe2\x80\xaf', '\t'][at % 3]!),
    (all, at, _, colours) => inserted(all, at, colours),
    (all, at, _, colours) => inserted(inserted(all, at, colours), at >> 3, colours),
    (all, at, _, colours) => all.replace(/\d{6}/, (digits) => inserted(digits, at % 2 === 0 ? 0 : 6, colours)),
    (all, at, slashes) => inserted(all, at, slashes),
  ];
  return fc
    .tuple(text, fc.constantFrom(...ways), fc.nat(2000), backslashes, colour, fc.constantFrom(0, 0, 0, 1, 2))
    .map(([all, way, at, slashes, colours, lost]) => cut(way(all, at, slashes, colours), at * 7, lost));
}

/** Bytes that no logger means, and parts of characters of several bytes. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.integer({ min: 0, max: 255 }).filter((byte) => byte !== 10),
      { maxLength: 12 },
    )
    .map((bytes) => String.fromCharCode(...bytes)),
  fc.constantFrom('\0', '\xff\xfe', '\xe2\x80', 'é€', '\r', '\\', '\\\\', '"', '%', '%2', '&', '&lt', '#033', '\\u00'),
);
