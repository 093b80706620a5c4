/** Which events a run counts. This is decided here and nowhere else. */
import { type Category, CODE_COUNT, type CodeInfo, FIRST_CODE, type Severity } from './code.js';

/** Times in milliseconds since 1970-01-01T00:00:00Z; null: no limit. */
export interface TimeLimits {
  /** Inclusive. */
  readonly since: number | null;
  /** Exclusive. */
  readonly until: number | null;
}

/** Plain data: threads are sent it. */
export interface FilterSettings extends TimeLimits {
  /** 1 for each code (by number - 106000) that is wanted; null: all are. */
  readonly selected: Uint8Array | null;
}

export class EventFilter {
  /** Events count from this time on and before the other one; infinite where there is no limit. */
  readonly from: number;
  readonly to: number;
  readonly selected: Uint8Array | null;
  /** Whether events without a time count: only where no time is asked for. */
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

/** A code must be in every one of these sets; null lets all pass. */
export interface CodeFilters {
  readonly codes: ReadonlySet<number> | null;
  readonly categories: ReadonlySet<Category> | null;
  readonly severities: ReadonlySet<Severity> | null;
}

/**
 * 1 for each code (by number - 106000) that the sets let pass; null where there are none.
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
