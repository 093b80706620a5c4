/** The keys on lines with codes, by which events can be grouped, and how many values they have. */
import { lineValue } from '../reference/line-value.js';
import { keysOfLine } from '../scan/line-keys.js';
import type { KeyFacts } from './diagnosis.js';

/** Lines that are looked at: more take longer and tell no other keys. */
const MOST_LINES = 1000;
/** Keys that are told: a line of JSON may have any number. */
const MOST_KEYS = 50;

interface Key {
  readonly name: string;
  lines: number;
  readonly values: Set<string>;
}

export class KeyStats {
  #lines = 0;
  /** By name in lower case, as a key is the same in any case. */
  readonly #keys = new Map<string, Key>();

  /** A line with a code, one character a byte. */
  add(line: string): void {
    if (this.#lines === MOST_LINES) return;
    this.#lines += 1;
    for (const name of keysOfLine(line)) {
      const value = lineValue(line, name);
      if (value !== null) this.#count(name, value);
    }
  }

  #count(name: string, value: string): void {
    let key = this.#keys.get(name.toLowerCase());
    if (key === undefined) {
      if (this.#keys.size === MOST_KEYS) return;
      // Texts of their own: a part of a text keeps the whole of it.
      key = { name: ownText(name), lines: 0, values: new Set() };
      this.#keys.set(key.name.toLowerCase(), key);
    }
    key.lines += 1;
    key.values.add(ownText(value));
  }

  /** Those on most lines first. */
  facts(): KeyFacts {
    const keys = [...this.#keys.values()].sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
    return { lines: this.#lines, keys: keys.map(({ name, lines, values }) => ({ name, lines, values: values.size })) };
  }
}

function ownText(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
