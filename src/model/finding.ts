/** What stands out in a summary: docs/findings.md says how it is found. Keys stand in the order of the document. */
import type { Fault, Retry, Severity } from './code.js';

/**
 * - `episode`: windows whose error rate stands out from the rest
 * - `group`: a value of the `--by` keys that stands out from the others
 * - `new-code`: an error code that was not there before
 * - `gap`: windows without events where there should be some
 */
export const FINDING_KINDS = ['episode', 'group', 'new-code', 'gap'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  kind: FindingKind;
  /** That of the code with most errors, as are `fault` and `retry`. */
  severity: Severity;
  /** The start of its first window, RFC 3339 in UTC. */
  since: string;
  /** The end of its last window; null while it lasts. */
  until: string | null;
  events: number;
  errors: number;
  /** Null where it has none, as a gap. */
  rate: number | null;
  /** The error rate of the windows before it that do not stand out; null where there are none. */
  rateBefore: number | null;
  /** Error codes, by errors; at most 10. */
  codes: number[];
  /** Groups with most errors, at most 10. */
  groups: FindingGroup[];
  fault: Fault;
  retry: Retry;
  /** How probable such a thing is by chance, with all places that were looked at; null: not tested. */
  pValue: number | null;
  /** One sentence without a full stop, times in the report zone. Plain text with names from logs: not escaped. */
  text: string;
}

export interface FindingGroup {
  values: string[];
  events: number;
  errors: number;
}
