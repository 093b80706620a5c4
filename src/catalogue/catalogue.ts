/** The catalogue: facts of each code by number, and tables for counting. */
import { CODE_COUNT, type CodeInfo, FIRST_CODE, isError, LAST_CODE } from '../model/code.js';
import { usageError } from '../model/errors.js';
import { shown } from '../text/shown.js';
import { CODES } from './codes.js';
import { digestOf } from './digest.js';
import { CODES_DIGEST } from './prepared.js';
import { searchCodes } from './search.js';

/** Immutable once built. */
export class Catalogue {
  /** 1 where the catalogue has the code, else 0. This and the next are indexed by `code - FIRST_CODE`. */
  readonly known = new Uint8Array(CODE_COUNT);
  /** 1 where an event of the code counts into the error rate. */
  readonly errorCodes = new Uint8Array(CODE_COUNT);
  readonly #infos: (CodeInfo | undefined)[] = new Array(CODE_COUNT).fill(undefined);
  readonly #all: readonly CodeInfo[];
  #digest: string | null;

  /**
   * Of several entries with the same number the last is taken.
   * @throws LogscanError `usage` for a number outside 106000 to 109999, and for what is no entry
   */
  constructor(entries: Iterable<CodeInfo>) {
    this.#digest = entries === CODES ? CODES_DIGEST : null;
    const all = new Map<number, CodeInfo>();
    requireEntries(entries);
    let number = 0;
    for (const entry of entries) {
      const index = indexOfEntry(entry, `entries[${number}]`);
      number += 1;
      const { code, name, category, severity, fault, retry, description } = entry;
      const info = Object.freeze({ code, name, category, severity, fault, retry, description });
      this.#infos[index] = info;
      all.set(code, info);
      this.known[index] = 1;
      this.errorCodes[index] = isError(severity) ? 1 : 0;
    }
    this.#all = Object.freeze([...all.values()].sort((a, b) => a.code - b.code));
  }

  /** Whether the code is known. Any number may be asked for. */
  has(code: number): boolean {
    return this.known[code - FIRST_CODE] === 1;
  }

  /**
   * What is known of a code. An unknown one is named `Unknown` and is a `warning`.
   * @throws LogscanError `usage` for a number outside 106000 to 109999
   */
  get(code: number): CodeInfo {
    const index = indexOf(code);
    // Entries for unknown codes are not kept, so that a log with many of them does not cost memory.
    return this.#infos[index] ?? unknownCode(code);
  }

  /** Differs for catalogues that differ in more than descriptions. 14 hexadecimal digits. */
  get digest(): string {
    this.#digest ??= digestOf(this.#all);
    return this.#digest;
  }

  /** The known codes, ascending. */
  all(): readonly CodeInfo[] {
    return this.#all;
  }

  /**
   * The known codes that match a query, ascending; all for an empty query. Case does not count. A word of digits is a code
   * or the start of one (`107000`, the family `107`, also `PTK-107000`); codes match any of several. Any other word is a
   * part of a name, or a whole category, severity, fault or retry; codes match all of them.
   * `['107', '108', 'appointment', 'notice']`: appointment notices of two families.
   * @throws LogscanError `not-found` where nothing matches, or a six-digit number is not in the catalogue
   */
  search(query: readonly string[]): readonly CodeInfo[] {
    return searchCodes(this.#all, query);
  }
}

function requireEntries(entries: unknown): void {
  if (typeof entries === 'object' && entries !== null && Symbol.iterator in entries) return;
  throw usageError(`entries: expected an array of codes, or what gives them one by one; got ${shown(entries)}`);
}

const TEXTS = ['name', 'category', 'severity', 'fault', 'retry', 'description'] as const;

/** @param place what errors call it */
function indexOfEntry(entry: CodeInfo, place: string): number {
  if (typeof entry !== 'object' || entry === null)
    throw usageError(`${place}: expected an object; got ${shown(entry)}`);
  const index = indexOf(entry.code);
  const wrong = TEXTS.find((field) => typeof entry[field] !== 'string');
  if (wrong !== undefined) throw usageError(`${place}.${wrong}: expected a text; got ${shown(entry[wrong])}`);
  return index;
}

function indexOf(code: number): number {
  if (!Number.isInteger(code) || code < FIRST_CODE || code > LAST_CODE) {
    throw usageError(`${code}: not a PTK code: expected a whole number from ${FIRST_CODE} to ${LAST_CODE}`);
  }
  return code - FIRST_CODE;
}

function unknownCode(code: number): CodeInfo {
  return {
    code,
    name: 'Unknown',
    category: 'unknown',
    severity: 'warning',
    fault: 'unknown',
    retry: 'unknown',
    description: '',
  };
}

/** The platform's 87 codes. */
export const BUILT_IN = new Catalogue(CODES);
