/**
 * The part of a kernel's set-up that is the same whatever its options. When the package is built, `build/prepared.mjs` puts the values
 * here in place of the calls that make them: these took a millisecond of every start.
 */
import { formProgram } from './form-program.js';
import { wordEntries } from './word-entries.js';

/** The lists of words, as `entries` has them; one character a byte. */
export const WORD_ENTRIES = wordEntries();
/** The forms of written times, by the order of dates that was given. */
export const FORM_PROGRAMS = { none: formProgram(null), mdy: formProgram('mdy'), dmy: formProgram('dmy') };
