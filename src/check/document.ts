/**
 * The result of a check (`ptk-logscan/check@1`): every output form is made from it, and `--report json` prints it, with
 * the keys in this order and none left out. Nothing in it depends on the clock or on the number of workers.
 */
import type { Severity } from '../model/code.js';
import type { ExitStatus } from '../model/exit-status.js';
import type { SourceSummary, Summary } from '../model/summary.js';

export const CHECK_SCHEMA = 'ptk-logscan/check@1';

/** `incomplete`: some input could not be read whole, so that the rules were evaluated on a part only. */
export type Verdict = 'pass' | 'fail' | 'incomplete';

/** What a broken rule does: fail the gate, or only warn. */
export const LEVELS = ['fail', 'warn'] as const;
export type Level = (typeof LEVELS)[number];

/** `warn`: broken, by a rule of that level. `skipped`: there was nothing to look at, and that is allowed. */
export type State = 'pass' | 'warn' | 'fail' | 'skipped';

export interface CheckDocument {
  schema: typeof CHECK_SCHEMA;
  verdict: Verdict;
  /** 0 all rules hold; 1 one is broken; 3 some input could not be read whole. */
  exitStatus: ExitStatus;
  /** The number of rules in each state. */
  states: Record<State, number>;
  timeZone: string;
  /** Length of a time window, such as `1h`. */
  window: string;
  /** The conditions of `--where`, as given; null: none. */
  where: Summary['options']['where'];
  input: Summary['input'];
  totals: Summary['totals'];
  baseline: BaselineNote | null;
  /** Known exceptions, as they were given. The rules do not see these codes, unless they have ended. */
  ignored: IgnoredCode[];
  /** The conditions that every gate has come first, then the rules in the order given. */
  rules: RuleResult[];
  sources: SourceSummary[];
}

export interface IgnoredCode {
  code: number;
  name: string;
  /** The last day, by the clock of the report zone. */
  until: string;
  reason: string;
  events: number;
  /** The log goes on after that day: the code counts again. */
  ended: boolean;
}

export interface BaselineNote {
  /** As it was named. */
  file: string;
  /** Null where there is no such file yet. */
  events: number | null;
  errors: number | null;
  /** Null: not asked for. `kept`: the gate failed, so that this run does not become the baseline. */
  update: 'written' | 'kept' | null;
  test: string;
  /** Of all comparisons together. */
  significance: string;
  comparisons: number;
  /** Where it has too few events to tell a rise from chance: a sentence for each comparison, without a full stop. */
  weak: string[];
}

export interface RuleResult {
  /** Stable from run to run. */
  id: string;
  name: string;
  /** The kind of rule, such as `max-rate`; or one of the two conditions that every gate has (`conditions.ts`). */
  kind: string;
  level: Level;
  state: State;
  /** What is counted, and among what; null where the rule is not about that. */
  select: string | null;
  within: string | null;
  /** `at most 2%`. */
  limit: string;
  /** `3.4% (34 of 1,000 events)`. */
  seen: string;
  /** Why it is not a pass, in a sentence without a full stop; null for a pass. */
  reason: string | null;
  /** Selected events, and the events that they are among. */
  count: number | null;
  events: number | null;
  /**
   * The numbers of windows; null where the rule is about the whole run. `excused`: too few events to decide. `broken`: of a
   * rule that asks for a row of windows, those in rows that are long enough.
   */
  windows: { checked: number; excused: number; broken: number } | null;
  /**
   * `for`: the rows of windows that are long enough to break it, the longest first, at most five. Empty where the rule
   * holds, null where it asks for no row. `windows`: how many in the row; those with too few events are not among them.
   */
  rows: readonly { start: string; end: string; windows: number }[] | null;
  /**
   * The numbers of values of a key where each must hold by itself, and those that broke it, the worst first, at most ten;
   * else null. `excused`: too few events to decide.
   */
  values: {
    checked: number;
    excused: number;
    broken: number;
    worst: readonly { value: string; count: number; events: number }[];
  } | null;
  /** The windows that broke it, the worst first; not all of them. */
  worst: WorstWindow[];
  /** The codes that broke the rule, most events first. */
  codes: RuleCode[];
  /** The number of codes that are not listed. */
  moreCodes: number;
  /** Log lines with them: the first one of each, then the second. */
  lines: RuleLine[];
  comparison: BaselineComparison | null;
}

export interface WorstWindow {
  /** Both null: the events without a time. */
  start: string | null;
  end: string | null;
  count: number;
  events: number;
}

export interface RuleCode {
  code: number;
  name: string;
  severity: Severity;
  count: number;
  /** The first of them, or null where its location was not kept. */
  first: RuleLine | null;
}

export interface RuleLine {
  /** As in the sources; `-` is standard input. */
  source: string;
  line: number;
  offset: number;
  /** UTC, or null when untimed. */
  time: string | null;
  code: number;
  name: string;
  /** The line itself, cut where it is long; null where it is not to be had. */
  text: string | null;
}

/** How a rate stands to that of the baseline. */
export interface BaselineComparison {
  count: number;
  events: number;
  /** The probability of such a rise by chance, alone and corrected for the number of comparisons. */
  p: number;
  adjusted: number;
}
