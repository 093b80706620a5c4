/** Decides which events a run counts: by time and by code. */
import { type Category, CODE_COUNT, type CodeInfo, FIRST_CODE, type Severity } from './code.js';

/** Times in milliseconds since 1970-01-01T00:00:00Z; null: no limit. */
export interface TimeLimits {
  /** Inclusive. */
  readonly since: number | null;
  /** Exclusive. */
  readonly until: number | null;
}

/** Plain data, sent to threads. */
export interface FilterSettings extends TimeLimits {
  /** 1 for each code (by number - 106000) that counts; null: all do. */
  readonly selected: Uint8Array | null;
}

export class EventFilter {
  /** Inclusive; -Infinity: no limit. */
  readonly from: number;
  /** Exclusive; Infinity: no limit. */
  readonly to: number;
  readonly selected: Uint8Array | null;
  /** Whether events without a time count: only where neither limit is set, as they may lie outside of it. */
  readonly takesUntimed: boolean;

  constructor({ since, until, selected }: FilterSettings) {
    this.from = since ?? Number.NEGATIVE_INFINITY;
    this.to = until ?? Number.POSITIVE_INFINITY;
    this.selected = selected;
    this.takesUntimed = since === null && until === null;
  }

  /** @param time NaN for an event without a time */
  hasTime(time: number): boolean {
    return (time >= this.from && time < this.to) || (this.takesUntimed && Number.isNaN(time));
  }

  /** @param index the code's number - 106000 */
  hasCode(index: number): boolean {
    return this.selected === null || this.selected[index] === 1;
  }
}

/** A code counts if it is in each of these sets; null: no restriction. */
export interface CodeFilters {
  readonly codes: ReadonlySet<number> | null;
  readonly categories: ReadonlySet<Category> | null;
  readonly severities: ReadonlySet<Severity> | null;
}

/**
 * 1 for each code (by number - 106000) that is in all of the sets; null where no set is given.
 * @param infoOf what the catalogue says of a code, known or not
 */
export function selectedCodes(
  { codes, categories, severities }: CodeFilters,
  infoOf: (code: number) => Pick<CodeInfo, 'category' | 'severity'>,
): Uint8Array | null {
  if (codes === null && categories === null && severities === null) return null;
  return Uint8Array.from({ length: CODE_COUNT }, (_, index) => {
    const code = index + FIRST_CODE;
    const { category, severity } = infoOf(code);
    const passes =
      (codes?.has(code) ?? true) && (categories?.has(category) ?? true) && (severities?.has(severity) ?? true);
    return passes ? 1 : 0;
  });
}
