/** A rule as it is evaluated: everything in it is decided. What was written becomes one in `make-rule.ts`. */
import type { Baseline } from './baseline.js';
import type { Counted } from './counts.js';
import type { Level } from './document.js';
import type { Outcome } from './outcome.js';
import type { Rate } from './ratio.js';
import { EACH_VALUE, type Selector } from './selector.js';

export interface Rule {
  /** Unique among the rules; the same from run to run, whatever the limit. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly level: Level;
  readonly select: Selector;
  /** Rates are of these events; null: of all. */
  readonly within: Selector | null;
  readonly limit: Limit;
  /** Each time window must hold by itself. */
  readonly perWindow: boolean;
  /** So many windows in a row must break it before it is broken. From 1, where each one counts. */
  readonly consecutive: number | null;
  /** Windows with fewer events (of those within) are excused. */
  readonly minWindowEvents: number;
  /** Values of a key that is held to the rule value by value are excused where they have fewer events. */
  readonly minValueEvents: number;
}

/** Whether each value of a key must hold by itself. */
export function isForEachValue({ within }: Pick<Rule, 'within'>): boolean {
  return within?.group?.value === EACH_VALUE;
}

/** What must hold of the selected events. Each kind in `rules/` makes its own; nothing else asks which kind it is. */
export type Limit = RunLimit | BaselineLimit;

interface AnyLimit {
  /** The kind of rule, as documents name it. */
  readonly kind: string;
  /** `at most 2%`. */
  readonly text: string;
  /** Whether documents name the selector. They do not where a kind always counts the same codes. */
  readonly namesSelector: boolean;
  /** Whether log lines of the selected events show why it is broken. Of what is missing there are none. */
  readonly hasEvidence: boolean;
}

/** Decided by the counts of the run alone, of the whole run or of each window. */
export interface RunLimit extends AnyLimit {
  readonly basis: 'run';
  /** @param events from 1, except for windows where `checksEmptyWindows` */
  holds(count: number, events: number): boolean;
  /** `3.4% (34 of 1,000 events)`. */
  seen(count: number, events: number): string;
  /**
   * What follows the subject in the sentence about a broken rule: `3.4% (34 of 1,000 events), at most 2% allowed`.
   * @param seen as above; of a window, followed by its time
   */
  breach(seen: string): string;
  /** Whether a window without events is checked, not excused. A gap between two windows counts as one. */
  readonly checksEmptyWindows: boolean;
  /** Orders windows that all hold or all break it: below 0 where `a` is worse, 0 where neither is. */
  compareWindows(a: WindowTotals, b: WindowTotals): number;
}

export interface WindowTotals {
  readonly count: number;
  readonly events: number;
}

/** Decided by comparing the whole run with the baseline. */
export interface BaselineLimit extends AnyLimit {
  readonly basis: 'baseline';
  /** @returns a test where chance has a say: it is decided once the p-values of all rules are corrected together */
  compare(rule: Rule, run: Counted, baseline: Baseline): Outcome | RateTest;
}

export interface RateTest {
  /** The probability of what was seen by chance, from 0 to 1. */
  readonly p: number;
  decide(correction: Correction): Outcome;
}

export interface Correction {
  /** The p-value, corrected for the number of tests. */
  readonly adjusted: number;
  /** The number of tests made in this run. */
  readonly tests: number;
  /** The probability of a false alarm among all of them: at or below it, the difference is more than chance. */
  readonly significance: Rate;
}

/** The keys whose values the rules look at, lower case, in order of first mention. */
export function keysOf(rules: readonly Rule[]): string[] {
  const keys = new Set<string>();
  for (const { select, within } of rules) {
    for (const selector of [select, within]) if (selector?.group) keys.add(selector.group.key.toLowerCase());
  }
  return [...keys];
}
