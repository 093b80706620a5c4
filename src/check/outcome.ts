import type { TimeSpan } from '../aggregate/locations.js';
import type { CodeCounts } from './counts.js';
import type { Comparison, Finding, WorstWindow } from './document.js';

/** What holding a rule to the numbers came to, before it is decided what that means for the gate. */
export interface Outcome {
  /** `nothing`: there was nothing to look at; `excused`: the same, and whoever called has allowed it. */
  readonly result: 'holds' | 'broken' | 'nothing' | 'excused';
  readonly limit: string;
  readonly seen: string;
  /** A sentence without a full stop; null where it holds. */
  readonly reason: string | null;
  readonly count: number | null;
  readonly events: number | null;
  /** The codes that broke it. */
  readonly behind: CodeCounts;
  /** When, the worst first; null: any time. */
  readonly spans: readonly TimeSpan[] | null;
  readonly windows: Finding['windows'];
  readonly worst: readonly WorstWindow[];
  readonly comparison: Comparison | null;
}

const NONE: CodeCounts = new Map();

export function outcome(
  result: Outcome['result'],
  said: Pick<Outcome, 'limit' | 'seen' | 'reason'> & Partial<Outcome>,
): Outcome {
  return {
    count: null,
    events: null,
    behind: NONE,
    spans: null,
    windows: null,
    worst: [],
    comparison: null,
    ...said,
    result,
  };
}
