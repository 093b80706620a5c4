/** The rules of a check and its conditions, as configuration files have them. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Level } from '../check/document.js';
import type { Summary } from '../model/summary.js';

/** A share of events: `2%`, `0.02` or `1/50`. */
export type Rate = string | number;

/**
 * A code (number or name), severity (`error+`: and worse), category, fault, family (`107`), `unknown`, or `key:value` of what
 * is on the line, where the summary is grouped by that key.
 */
export type Selector = string | number;

/** What every rule has. */
export interface CheckRuleFields {
  /** For people; stays the same when the limit changes. */
  readonly name: string;
  /** What a broken rule does: fail the check (the default), or only warn. */
  readonly level?: Level;
  /** Only among these events; `key:*` holds each value of the key to the rule by itself. */
  readonly within?: Selector;
  /** Each time window must hold by itself. Not with `max-rise`. */
  readonly 'per-window'?: boolean;
  /** Such as `3 windows`: broken only where it is broken in so many windows in a row. Implies `per-window`. */
  readonly for?: string;
  /** Windows with fewer events are excused. */
  readonly 'min-window-events'?: number;
  /** Where `within` is `key:*`, values with fewer events are excused. Default: 20. */
  readonly 'min-value-events'?: number;
}

/** A rule in the form of configuration files: exactly one field says what must hold. */
export type CheckRule = CheckRuleFields &
  (
    | { /** Errors and criticals among the events, at most. */ readonly 'max-error-rate': Rate }
    | { /** The selected among the events, at most. */ readonly 'max-rate': Rate; readonly select: Selector }
    | { /** The selected among the events, at least. */ readonly 'min-rate': Rate; readonly select: Selector }
    | { /** At most so many selected events. */ readonly 'max-count': string | number; readonly select: Selector }
    | { /** Must occur; as `SELECTOR=COUNT` at least so often. */ readonly require: Selector }
    | {
        /** Against the baseline, at most: `0.5pp` (percentage points), `20%` of its rate, or 0. Chance holds. */
        readonly 'max-rise': Rate;
        /** Default: errors. */
        readonly select?: Selector;
      }
  );

/** A known exception: a code that the rules do not see until a day. */
export interface CheckException {
  readonly code: number | string;
  /** The last day on which the log may have it, such as `2026-12-31`, by the clock of the report zone. */
  readonly until: string;
  /** Why it is known, for whoever reads the result. */
  readonly reason: string;
}

/** What holds for all rules; all optional. */
export interface CheckOptions {
  /** Summary of an earlier run. With it the error rate must not rise by more than chance unless a rule allows it. */
  readonly baseline?: Summary | undefined;
  /** Probability of a false alarm in all comparisons with the baseline together. Default: `5%`. */
  readonly significance?: Rate | undefined;
  /** No code that the baseline does not have. Default: false. */
  readonly noNewCodes?: boolean | undefined;
  /** Each time window must hold the rules by itself that do not say it themselves. Default: false. */
  readonly perWindow?: boolean | undefined;
  /** Windows with fewer events are excused. Default: 0. */
  readonly minWindowEvents?: number | undefined;
  /** Values of a key with fewer events are excused. Default: 20. */
  readonly minValueEvents?: number | undefined;
  /** Fewer events fail the check. Default: 1. */
  readonly minEvents?: number | undefined;
  /** A summary without events passes. Default: false. */
  readonly allowEmpty?: boolean | undefined;
  /** Sources that could not be read whole are only a warning. Default: false. */
  readonly allowPartial?: boolean | undefined;
  readonly ignore?: readonly CheckException[] | undefined;
  /** Names and classes of codes in selectors. Default: that of the run which the summary came from, else the built-in one. */
  readonly catalogue?: Catalogue | undefined;
}
