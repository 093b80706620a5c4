/**
 * Two summaries side by side (`ptk-logscan/comparison@1`): `now`, the one that is reported, and `before`, an earlier
 * one. Keys stand in the order in which the document is printed; no field is ever left out.
 */
import type { Category, Fault, Retry, Severity } from './code.js';

export const COMPARISON_SCHEMA = 'ptk-logscan/comparison@1';

/**
 * The verdict of the two-proportion test on two shares, by its p-value: below 0.001 `more than chance`, below 0.01
 * `probably more than chance`. `too few to tell`: the test's approximation does not hold for so few events.
 */
export type ChangeVerdict =
  | 'more than chance'
  | 'probably more than chance'
  | 'may be chance'
  | 'too few to tell'
  | 'same';

/** `new`: only now; `vanished`: only before. */
export type Presence = 'new' | 'vanished' | 'both';

export interface Comparison {
  schema: typeof COMPARISON_SCHEMA;
  before: ComparedSide;
  now: ComparedSide;
  /** Reasons why the two are hard to compare, one sentence each. */
  notes: string[];
  events: CountChange;
  errors: CountChange;
  errorRate: RateChange;
  /** New ones first, then vanished ones, each by count; then the surest changes first. */
  codes: CodeChange[];
  /** By events now, then before, then name. */
  categories: CategoryChange[];
  /** By position, only those with events on either side; empty where the two sides have windows of different length. */
  windows: WindowChange[];
}

export interface ComparedSide {
  /** How the user named it, such as `last-week.json` or `previous`. */
  label: string;
  timeZone: string;
  window: string;
  first: string | null;
  last: string | null;
  events: number;
  errors: number;
}

export interface CountChange {
  before: number;
  now: number;
  /** now - before */
  difference: number;
  /** difference / before; null where `before` is 0. */
  relative: number | null;
}

/** A share of events before and now; null on a side without events. */
export interface RateChange {
  before: number | null;
  now: number | null;
  /** now - before, or null where either is. */
  difference: number | null;
  /** The p-value of the two-proportion z-test, two-sided, pooled variance; null where the test does not hold. */
  p: number | null;
  verdict: ChangeVerdict;
}

export interface CodeChange {
  code: number;
  name: string;
  category: Category;
  severity: Severity;
  fault: Fault;
  retry: Retry;
  presence: Presence;
  count: CountChange;
  /** Of all events. */
  share: RateChange;
}

export interface CategoryChange {
  category: Category;
  presence: Presence;
  count: CountChange;
  /** Of all events. */
  share: RateChange;
}

/** The windows at one position, counted from the first window of either span. */
export interface WindowChange {
  /** From 0. */
  position: number;
  /** Start of the window, or null where that span has no events there. */
  before: string | null;
  now: string | null;
  events: CountChange;
  errors: CountChange;
  errorRate: RateChange;
}
