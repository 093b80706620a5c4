/** The token that callers from elsewhere need. It is compared by its digest, in constant time, and never printed but once. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { usageError } from '../model/errors.js';

/** 128 bits: as hexadecimal digits, and in the alphabet of base64url. */
const LEAST_HEX = 32;
const LEAST_CHARACTERS = 22;

export class Token {
  readonly #digest: Buffer;
  readonly #cookie: string;

  constructor(text: string) {
    this.#digest = digestOf(text);
    // Who gets hold of the cookie has not got the token, and it stays the same when the program is started again.
    this.#cookie = createHmac('sha256', text).update('ptk-logscan cookie').digest('base64url');
  }

  matches(text: string): boolean {
    return timingSafeEqual(this.#digest, digestOf(text));
  }

  get cookie(): string {
    return this.#cookie;
  }

  matchesCookie(value: string): boolean {
    return timingSafeEqual(digestOf(this.#cookie), digestOf(value));
  }
}

/** 192 bits. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * @param label where the text comes from
 * @throws LogscanError `usage`, which does not say what the text is
 */
export function checkedToken(text: string, label: string): string {
  const token = text.trim();
  const least = /^[\da-f]*$/i.test(token) ? LEAST_HEX : LEAST_CHARACTERS;
  if (/^[\w.~+/=-]*$/.test(token) && token.length >= least) return token;
  throw usageError(
    `${label}: expected a token of at least 128 bits, ${LEAST_HEX} hexadecimal digits or ${LEAST_CHARACTERS} of A-Z a-z 0-9 . ~ + / = _ -; got ${token.length} characters`,
    'openssl rand -hex 32 makes one',
  );
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
