/**
 * What nobody sees in a text although it does something: escape sequences and control characters, which steer a terminal,
 * and invisible characters, which reorder, hide or join what stands around them. One list for every form of output.
 */

/** Escape sequences of ECMA-48. Each match ends at the next control character at the latest, so the time is linear. */
const ESCAPES = [
  '(?:\\x1b\\[|\\x9b)[0-?]*[ -\\/]*[@-~]', // control sequence: colours, cursor movement
  '(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x00-\\x1f\\x7f-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)', // title, hyperlink
  '\\x1b[ -\\/]*[0-~]', // two-character escape
].join('|');

/** Tab and line ends. */
const SPACE = '[\\t\\n\\v\\f\\r\\u0085\\u2028\\u2029]';

/**
 * Unicode's characters without a glyph: controls, bidi marks and overrides, zero-width space, word joiner, byte order mark,
 * fillers, tags (U+E0000 to U+E0FFF), annotations, and what is no character. Variation selectors stay, because emoji need
 * them; so do the joiners, of which `STRAY_JOINERS` are the others.
 */
const UNSEEN =
  '(?![\\u200c\\u200d\\ufe00-\\ufe0f])[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffb]';

export const escapeSequences = onFirstUse(() => new RegExp(ESCAPES, 'g'));
export const spaces = onFirstUse(() => new RegExp(`${SPACE}+`, 'g'));
export const unseenCharacters = onFirstUse(() => new RegExp(UNSEEN, 'gu'));
/** But for the line ends of a document. */
export const unseenInLines = onFirstUse(() => new RegExp(`(?!\\n)${UNSEEN}|[\\u2028\\u2029]`, 'gu'));
export const loneSurrogates = onFirstUse(() => /\p{Surrogate}/gu);
/** Scripts and emoji need joiners between their characters, ASCII does not. */
export const strayJoiners = onFirstUse(
  () => /(?<![^\0-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\0-\x7f\u200c\u200d])/gu,
);
/** All of the above but the joiners. */
export const anyUnseen = onFirstUse(() => new RegExp(`${ESCAPES}|${SPACE}|${UNSEEN}|\\p{Surrogate}`, 'gu'));

/** Whether all of a text is seen: ASCII, letters of European languages, and the signs that reports are drawn with. */
export function isPlain(text: string): boolean {
  return !OTHER_THAN_PLAIN.test(text);
}

const OTHER_THAN_PLAIN = /[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u25ff\u2713\u2717]/;

/** To look up Unicode's classes takes 2 ms of a start, and most texts need none of them. */
export function onFirstUse(make: () => RegExp): () => RegExp {
  let made: RegExp | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
