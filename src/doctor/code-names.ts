/**
 * The names of numbers that were not taken for codes. A name whose numbers are mostly known codes may be that of codes.
 */
import { wordsOf } from '../model/name-words.js';

export interface NameCounts {
  /** As it was first written. */
  readonly name: string;
  /** Numbers with the name that were refused, and all numbers with it: in the catalogue, and not in it. */
  refused: number;
  known: number;
  unknown: number;
  /** Some of the numbers, at most SOME. */
  readonly codes: Set<number>;
}

const MOST_NAMES = 500;
const SOME = 8;
/** As `--code-key` and `--ignore-key` take them. */
const NAME = /^(?!-)[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*$/;

export class CodeNames {
  readonly #all = new Map<string, NameCounts>();

  add(written: string, code: number, isKnown: boolean, isRefused: boolean): void {
    // `--state` counts as `state`: a name that begins with a hyphen cannot follow an option.
    const name = written.replace(/^-+/, '');
    const key = comparedName(name);
    let counts = this.#all.get(key);
    if (counts === undefined) {
      if (!canBeGiven(name) || this.#all.size >= MOST_NAMES) return;
      counts = { name, refused: 0, known: 0, unknown: 0, codes: new Set() };
      this.#all.set(key, counts);
    }
    counts[isKnown ? 'known' : 'unknown'] += 1;
    if (isRefused) counts.refused += 1;
    if (counts.codes.size < SOME) counts.codes.add(code);
  }

  /** Names of refused numbers, those with the most known codes first. */
  get refused(): readonly NameCounts[] {
    return [...this.#all.values()]
      .filter(({ refused }) => refused > 0)
      .sort((a, b) => b.known - a.known || b.refused - a.refused || (a.name < b.name ? -1 : 1));
  }
}

/** A name in the form in which the rules compare names. */
export function comparedName(name: string): string {
  return wordsOf(name).join('');
}

export function canBeGiven(name: string): boolean {
  return NAME.test(name);
}
