import type { TimeSpan } from '../aggregate/locations.js';
import type { CodeCounts } from './counts.js';
import type { BaselineComparison, RuleResult, WorstWindow } from './document.js';

/**
 * What evaluating a rule came to. Whether that fails the gate is decided afterwards (`evaluate.ts`), because it depends
 * on the rule's level and on what the gate allows.
 */
export interface Outcome {
  /**
   * `no-events`: the run, or the baseline, has none of the events that the rule is about. `no-baseline`: the first one
   * is only made by this run, so a rule that compares cannot be broken yet.
   */
  readonly result: 'holds' | 'broken' | 'no-events' | 'no-baseline';
  /** What was counted: `3.4% (34 of 1,000 events)`. */
  readonly seen: string;
  /** A sentence without a full stop; null where it holds. */
  readonly reason: string | null;
  /** Selected events, and the events that they are among; null where neither was counted. */
  readonly count: number | null;
  readonly events: number | null;
  /** The events that broke it, by code. */
  readonly codes: CodeCounts;
  /** The windows that broke it, the worst first; null where the rule is about the whole run. */
  readonly spans: readonly TimeSpan[] | null;
  readonly windows: RuleResult['windows'];
  readonly rows: RuleResult['rows'];
  readonly values: RuleResult['values'];
  readonly worst: readonly WorstWindow[];
  readonly comparison: BaselineComparison | null;
}

const NO_CODES: CodeCounts = new Map();

/** With everything empty that is not given. */
export function outcome(
  result: Outcome['result'],
  given: Pick<Outcome, 'seen' | 'reason'> & Partial<Outcome>,
): Outcome {
  return {
    count: null,
    events: null,
    codes: NO_CODES,
    spans: null,
    windows: null,
    rows: null,
    values: null,
    worst: [],
    comparison: null,
    ...given,
    result,
  };
}
