/** Breaks counts of codes down: events, errors, and counts by severity, category and fault. */
import type { Catalogue } from '../catalogue/catalogue.js';
import {
  CATEGORIES,
  type Category,
  CODE_COUNT,
  FAULTS,
  type Fault,
  FIRST_CODE,
  isError,
  SEVERITIES,
  type Severity,
} from '../model/code.js';
import type { Counts } from '../model/summary.js';

/** Counts by code index (number - 106000): parallel arrays, ascending, each code once. */
export interface IndexedCounts {
  readonly codes: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

export interface Breakdown {
  readonly events: number;
  readonly errors: number;
  readonly errorRate: number | null;
  readonly severities: Record<Severity, number>;
  readonly categories: Counts<Category>;
}

/**
 * Summarising a week by hour asks for some ten thousand facts of codes. So the severity, category and fault of each code
 * are looked up once and kept as positions in their word lists.
 */
export class CodeBreakdown {
  readonly #catalogue: Catalogue;
  readonly #hasRates: boolean;
  readonly #kinds: (Kind | undefined)[] = new Array(CODE_COUNT).fill(undefined);

  /** @param hasRates false where events were picked by their code */
  constructor(catalogue: Catalogue, hasRates = true) {
    this.#catalogue = catalogue;
    this.#hasRates = hasRates;
  }

  of({ codes, counts }: IndexedCounts): Breakdown {
    const severities = NO_SEVERITIES.slice();
    const categories = NO_CATEGORIES.slice();
    let events = 0;
    let errors = 0;
    for (let i = 0; i < codes.length; i++) {
      const kind = this.#kindOf(codes[i]!);
      const n = counts[i]!;
      events += n;
      if (kind.isError) errors += n;
      severities[kind.severity]! += n;
      categories[kind.category]! += n;
    }
    const [ok, notice, warning, error, critical] = severities as [number, number, number, number, number];
    return {
      events,
      errors,
      errorRate: events === 0 || !this.#hasRates ? null : errors / events,
      severities: { ok, notice, warning, error, critical },
      categories: seen(CATEGORIES, categories),
    };
  }

  faultsOf({ codes, counts }: IndexedCounts): Counts<Fault> {
    const faults = FAULTS.map(() => 0);
    for (let i = 0; i < codes.length; i++) faults[this.#kindOf(codes[i]!).fault]! += counts[i]!;
    return seen(FAULTS, faults);
  }

  #kindOf(index: number): Kind {
    let kind = this.#kinds[index];
    if (kind === undefined) {
      const { severity, category, fault } = this.#catalogue.get(index + FIRST_CODE);
      kind = {
        isError: isError(severity),
        severity: SEVERITIES.indexOf(severity),
        category: CATEGORIES.indexOf(category),
        fault: FAULTS.indexOf(fault),
      };
      this.#kinds[index] = kind;
    }
    return kind;
  }
}

interface Kind {
  readonly isError: boolean;
  readonly severity: number;
  readonly category: number;
  readonly fault: number;
}

const NO_SEVERITIES = SEVERITIES.map(() => 0);
const NO_CATEGORIES = CATEGORIES.map(() => 0);

/** Those that are not 0, by count then name. */
function seen<K extends string>(names: readonly K[], counts: readonly number[]): Counts<K> {
  const order: number[] = [];
  for (let i = 0; i < names.length; i++) if (counts[i]! > 0) order.push(i);
  order.sort((a, b) => counts[b]! - counts[a]! || (names[a]! < names[b]! ? -1 : 1));
  const named: Counts<K> = {};
  for (const i of order) named[names[i]!] = counts[i]!;
  return named;
}

/** Counts by code number, as documents have them. */
export function byCode({ codes, counts }: IndexedCounts): Record<string, number> {
  const numbered: Record<number, number> = {};
  for (let i = 0; i < codes.length; i++) numbered[codes[i]! + FIRST_CODE] = counts[i]!;
  return numbered;
}
