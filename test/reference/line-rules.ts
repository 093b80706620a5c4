import { CODE_COUNT, FIRST_CODE } from '../../src/model/code.js';
import type { LineRules } from '../../src/model/rules.js';

const KNOWN = [107000, 108001];

/** Rules for tests: 107000 and 108001 are known codes, nothing is added, and no year is set. */
export function lineRules(changes: Partial<LineRules> = {}): LineRules {
  return {
    codeKeys: [],
    ignoreKeys: [],
    dateOrder: 'mdy',
    year: null,
    known: Uint8Array.from({ length: CODE_COUNT }, (_, i) => (KNOWN.includes(FIRST_CODE + i) ? 1 : 0)),
    ...changes,
  };
}

/** The bytes of a text as the reference wants them: one character a byte. */
export function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
