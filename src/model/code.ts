/** What a PTK status code is, and the words used to classify it. */

/** First and last number of the toolkit's range; every number in between is a PTK code, known or not. */
export const FIRST_CODE = 106000;
export const LAST_CODE = 109999;
/** How many numbers the range holds: the size of tables indexed by `code - FIRST_CODE`. */
export const CODE_COUNT = LAST_CODE - FIRST_CODE + 1;

export const CATEGORIES = [
  'availability',
  'request',
  'interaction',
  'appointment',
  'contact',
  'routing',
  'tenant',
  'data',
  'licensing',
  'system',
  'unknown',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** From harmless to worst; the order is the one every report uses. */
export const SEVERITIES = ['ok', 'notice', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who has to act. */
export const FAULTS = ['none', 'policy', 'caller', 'configuration', 'platform', 'unknown'] as const;
export type Fault = (typeof FAULTS)[number];

/** Whether asking again can help: not at all, only with a changed request, or later with the same one. */
export const RETRIES = ['none', 'changed', 'later', 'unknown'] as const;
export type Retry = (typeof RETRIES)[number];

export interface CodeInfo {
  /** 106000 to 109999. */
  readonly code: number;
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly fault: Fault;
  readonly retry: Retry;
  /** The vendor's words; may be empty. */
  readonly description: string;
}

/** Whether an event of this severity counts into the error rate. */
export function isError(severity: Severity): boolean {
  return severity === 'error' || severity === 'critical';
}
