/**
 * A code's name and description from the catalogue, prepared for comparison with the text beside a number. Where they
 * match, the number is that code (specification, section 3, rule 2).
 */

/** The first or last 24 characters of a description identify a code as well as its name does. */
const DESCRIPTION_PART_LENGTH = 24;
/** Shorter names match only as a whole identifier, since they could be a part of any word. */
const MIN_PART_NAME_LENGTH = 6;
/** Shorter names and descriptions are not compared at all: they could be anything. */
const MIN_NAME_LENGTH = 3;
const MIN_DESCRIPTION_LENGTH = 8;

/** A name, or a part of a description, as `plain` leaves it. */
export interface CatalogueText {
  readonly text: string;
  /** Matches only the whole identifier. */
  readonly alone: boolean;
  /** A name, which may also match either end of a longer identifier; else a part of a description. */
  readonly isName: boolean;
}

/** The texts to look for before a number, and behind it. */
export interface CatalogueTexts {
  readonly before: readonly CatalogueText[];
  readonly behind: readonly CatalogueText[];
}

/** Lower case, without blanks, `_` and `-`. `text` has one character a byte. */
export function plain(text: string): string {
  return lowerCase(text).replace(/[ \t_-]/g, '');
}

/** The text without the blanks and punctuation at its ends that may stand between it and the code. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n()[\]{}<>"'=:,;|#/_.-]+|[ \t\r\n()[\]{}<>"'=:,;|#/_.-]+$/g, '');
}

/** The texts of one code, for the kernel and the reference. */
export function catalogueTexts(name: string, description: string): CatalogueTexts {
  const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  const fullName = plain(trimmed(latin1(name)));
  const named =
    fullName.length < MIN_NAME_LENGTH
      ? []
      : [{ text: fullName, alone: fullName.length < MIN_PART_NAME_LENGTH, isName: true }];
  const whole = [...description.trim().replace(/\.$/, '')];
  const part = (characters: readonly string[]) => {
    const text = plain(trimmed(latin1(characters.join(''))));
    return text.length < MIN_DESCRIPTION_LENGTH ? [] : [{ text, alone: false, isName: false }];
  };
  return {
    before: [...named, ...part(whole.slice(-DESCRIPTION_PART_LENGTH))],
    behind: [...named, ...part(whole.slice(0, DESCRIPTION_PART_LENGTH))],
  };
}

/** ASCII letters in lower case; all other bytes stay as they are. `text` has one character a byte. */
export function lowerCase(text: string): string {
  // toLowerCase would change letters beyond ASCII as well.
  if (!/[\x80-\xff]/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
