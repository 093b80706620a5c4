/**
 * The summary document (`ptk-logscan/summary@1`): what every renderer, gate and history reads. Keys stand in the
 * order in which the document is printed; no field is ever left out. Instants are RFC 3339 with milliseconds: windows
 * with the report zone's offset, everything else in UTC (`Z`).
 */
import type { Category, Fault, Retry, Severity } from './code.js';
import type { Finding } from './finding.js';
import type { CountMode } from './plan.js';
import type { DateOrder } from './rules.js';

export const SUMMARY_SCHEMA = 'ptk-logscan/summary@1';

export type Counts<K extends string> = Partial<Record<K, number>>;

export interface Summary {
  schema: typeof SUMMARY_SCHEMA;
  producer: Producer;
  /** IANA name of the report zone. */
  timeZone: string;
  /** The window length that was used, such as `1h`: never `auto`. */
  window: string;
  options: SummaryOptions;
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
    /** errors / events, or null without events, and where a filter of codes picked the events. */
    errorRate: number | null;
    unknown: number;
    untimed: number;
    inherited: number;
    filtered: number;
    first: string | null;
    last: string | null;
  };
  /** By severity, errors, `since`, kind, values. Empty where a filter of codes picked the events. */
  findings: Finding[];
  severities: Record<Severity, number>;
  /** Only those seen, by count then name. */
  categories: Counts<Category>;
  /** Only those seen, by count then name. */
  faults: Counts<Fault>;
  /** By count, then code. */
  codes: CodeSummary[];
  /** Only where groups were asked for. */
  groups?: GroupsSummary;
  /** Ascending, only those with events. */
  windows: WindowSummary[];
  /** By name. */
  sources: SourceSummary[];
}

export interface Producer {
  /** Of the program. */
  version: string;
  /** The edition of the rules by which lines are read. */
  rules: number;
  /** A digest of the catalogue's codes, without their descriptions. */
  catalogue: string;
}

/** What was decided about which events count and how lines are read; null or an empty list where nothing was given. */
export interface SummaryOptions {
  /** Instants in UTC: `--since 24h` is the one that it meant. */
  since: string | null;
  until: string | null;
  codes: number[] | null;
  categories: Category[] | null;
  /** Written out: `error+` is error and critical. */
  severities: Severity[] | null;
  /** As given: `tenant=acme`. */
  where: string[] | null;
  /** Keys on the lines. */
  by: string[];
  maxGroups: number;
  count: CountMode;
  labelled: boolean;
  codeKeys: string[];
  ignoreKeys: string[];
  dateOrder: DateOrder | null;
  year: number | null;
  pattern: string | null;
  jsonCode: string | null;
  jsonTime: string | null;
  timeFormat: string | null;
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
  /** By errors, events, then values; at most `--max-groups` rows. */
  rows: GroupSummary[];
  /** The groups without a row of their own, added up; null where all groups have one. */
  other: (Omit<GroupSummary, 'values'> & { groups: number }) | null;
  /** There were too many groups to keep all: the worst may be among the others. */
  sampled: boolean;
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
