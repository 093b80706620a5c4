/**
 * The texts by which a code is called: what the catalogue says of it, as the kernel and the reference compare it with what
 * stands beside a number (specification, section 3, rule 2).
 */

/** So many characters of a description, from its beginning or up to its end, are as good as the name. */
const DESCRIPTION_PART = 24;
/** Shorter names could be a part of any word, and the shortest anything. */
const SHORT_NAME = 6;
const SHORTEST_NAME = 3;
const SHORTEST_DESCRIPTION = 8;

/** A text by which a code is called, as it is compared: see `plain`. */
export interface OwnText {
  readonly text: string;
  /** Only where it is the whole identifier. */
  readonly alone: boolean;
  /** A name may stand at either end of a longer identifier. */
  readonly isName: boolean;
}

/** The texts by which a code is called: before it, and behind it. */
export interface OwnTexts {
  readonly before: readonly OwnText[];
  readonly behind: readonly OwnText[];
}

/** Lower case, without blanks, `_` and `-`. `text` has one character a byte. */
export function plain(text: string): string {
  return lowerCase(text).replace(/[ \t_-]/g, '');
}

/** A text without what may stand between it and the code anyway, at its beginning and end. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n()[\]{}<>"'=:,;|#/_.-]+|[ \t\r\n()[\]{}<>"'=:,;|#/_.-]+$/g, '');
}

/** What the kernel and the reference compare with, from the catalogue's words. */
export function ownTexts(name: string, description: string): OwnTexts {
  const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const own = plain(trimmed(latin1(name)));
  const named = own.length < SHORTEST_NAME ? [] : [{ text: own, alone: own.length < SHORT_NAME, isName: true }];
  const whole = [...description.trim().replace(/\.$/, '')];
  const part = (characters: readonly string[]) => {
    const text = plain(trimmed(latin1(characters.join(''))));
    return text.length < SHORTEST_DESCRIPTION ? [] : [{ text, alone: false, isName: false }];
  };
  return {
    before: [...named, ...part(whole.slice(-DESCRIPTION_PART))],
    behind: [...named, ...part(whole.slice(0, DESCRIPTION_PART))],
  };
}

/** ASCII letters in lower case: all other bytes stay as they are. */
export function lowerCase(text: string): string {
  // Only ASCII: then the whole text may be changed at once.
  if (!/[\x80-\xff]/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
