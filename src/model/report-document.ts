/**
 * The report document (`ptk-logscan/report@1`): a summary, and what its job says of it. It is the one document with a clock
 * in it. Keys stand in the order in which it is printed, and none is left out.
 */
import type { Summary } from './summary.js';

export const REPORT_SCHEMA = 'ptk-logscan/report@1';

export interface ReportDocument extends ReportFrame {
  readonly schema: typeof REPORT_SCHEMA;
  readonly summary: Summary;
}

/** What stands around the numbers of a report, in every form alike. Instants are RFC 3339. */
export interface ReportFrame {
  readonly name: string;
  /** The name where the job has none. */
  readonly title: string;
  readonly subtitle: string | null;
  /** Where readers find it, or null. */
  readonly url: string | null;
  readonly period: NamedPeriod;
  /** Null: it is compared with none. */
  readonly comparedWith: NamedPeriod | null;
  readonly madeAt: string;
  /** Null where the report has no rules. */
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  readonly rules: readonly ReportRule[];
}

export interface NamedPeriod {
  /** `2026-11-03`, or its first and its last day. */
  readonly name: string;
  readonly since: string;
  readonly until: string;
}

export interface ReportRule {
  readonly name: string;
  /** What breaking it does. */
  readonly level: 'fail' | 'warn';
  readonly state: 'pass' | 'warn' | 'fail' | 'skipped';
  /** `at most 2%`. */
  readonly limit: string;
  /** `3.4% (34 of 1,000 events)`. */
  readonly seen: string;
  /** Why it is no pass; null for a pass. */
  readonly reason: string | null;
}
