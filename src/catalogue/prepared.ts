/**
 * What can be said of the built-in catalogue before it is used. When the package is built, `build/prepared.mjs` puts the value here in
 * place of the call that makes it: this took half a millisecond of every start.
 */
import { CODES } from './codes.js';
import { digestOf } from './digest.js';

/** Of the platform's codes. */
export const CODES_DIGEST = digestOf(CODES);
