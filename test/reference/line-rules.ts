import type { LineRules } from '../../src/model/rules.js';

/** Rules for tests: 107000 and 108001 are known codes, nothing is added, and no year is set. */
export function lineRules(changes: Partial<LineRules> = {}): LineRules {
  return {
    codeKeys: [],
    ignoreKeys: [],
    dateOrder: 'mdy',
    year: null,
    isKnown: (code) => code === 107000 || code === 108001,
    ...changes,
  };
}

/** The bytes of a text as the reference wants them: one character a byte. */
export function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
