/**
 * The summary document (`ptk-logscan/summary@1`): what every renderer, gate and history reads. Keys stand in the
 * order in which the document is printed; no field is ever left out. Instants are RFC 3339 with milliseconds: windows
 * with the report zone's offset, everything else in UTC (`Z`).
 */
import type { Category, Fault, Retry, Severity } from './code.js';

export const SUMMARY_SCHEMA = 'ptk-logscan/summary@1';

export type Counts<K extends string> = Partial<Record<K, number>>;

export interface Summary {
  schema: typeof SUMMARY_SCHEMA;
  /** IANA name of the report zone. */
  timeZone: string;
  /** The window length that was used, such as `1h`: never `auto`. */
  window: string;
  input: {
    sources: number;
    /** Bytes scanned, after decompression. */
    bytes: number;
    lines: number;
    /** Lines with at least one accepted code. */
    matchedLines: number;
  };
  totals: {
    /** Events in windows plus untimed ones, without filtered ones. */
    events: number;
    errors: number;
    /** errors / events, or null without events. */
    errorRate: number | null;
    unknown: number;
    untimed: number;
    inherited: number;
    filtered: number;
    first: string | null;
    last: string | null;
  };
  severities: Record<Severity, number>;
  /** Only those seen, by count then name. */
  categories: Counts<Category>;
  /** Only those seen, by count then name. */
  faults: Counts<Fault>;
  /** By count, then code. */
  codes: CodeSummary[];
  /** Ascending, only those with events. */
  windows: WindowSummary[];
  /** By name. */
  sources: SourceSummary[];
  /** Only where groups were asked for. */
  groups?: GroupsSummary;
}

export interface CodeSummary {
  code: number;
  name: string;
  category: Category;
  severity: Severity;
  fault: Fault;
  retry: Retry;
  count: number;
  first: string | null;
  last: string | null;
}

export interface WindowSummary {
  /** Inclusive. */
  start: string;
  /** Exclusive. */
  end: string;
  events: number;
  errors: number;
  errorRate: number | null;
  severities: Record<Severity, number>;
  categories: Counts<Category>;
  /** Count by code number, ascending. */
  codes: Record<string, number>;
}

export interface SourceSummary {
  name: string;
  bytes: number;
  lines: number;
  events: number;
  /** Why it could not be read whole, or null. */
  error: string | null;
}

/** Stands for the value where a line does not have the key. */
export const NO_VALUE = '(none)';

/** Counts by the value of keys on the line (`--by tenant`). */
export interface GroupsSummary {
  /** The keys, one or two, as the user wrote them. */
  by: string[];
  /** By events, then values; at most `--max-groups` rows. */
  rows: GroupSummary[];
  /** The groups without a row of their own, added up; null where all groups have one. */
  other: (Omit<GroupSummary, 'values'> & { groups: number }) | null;
}

export interface GroupSummary {
  /** One value a key; `NO_VALUE` where the line has no such key. */
  values: string[];
  events: number;
  errors: number;
  errorRate: number | null;
  severities: Record<Severity, number>;
  /** Count by code number, ascending. */
  codes: Record<string, number>;
}
