/**
 * A line format that a user describes, as typed, and checked. Plain data, so that threads can be sent it. Where it gives
 * nothing (the line does not match, or has no code or no time where the format looks) the ordinary rules apply.
 */
export type LineFormat = PatternFormat | JsonFormat;

/** Lines that a regular expression reads. */
export interface PatternFormat {
  readonly kind: 'pattern';
  /** A JavaScript regular expression with named groups: `time`, `code`, and others, which become fields of the event. */
  readonly pattern: string;
  /** How the time is written, in `strptime` notation; null: any form that the ordinary rules know. */
  readonly timeFormat: string | null;
}

/** JSON lines whose codes and times are under keys that the ordinary rules do not know. */
export interface JsonFormat {
  readonly kind: 'json';
  /** Path to the code, such as `response.errors[].code`; null: the ordinary rules look for it. */
  readonly codePath: string | null;
  readonly timePath: string | null;
  readonly timeFormat: string | null;
}

/** The groups of a pattern that are not `time` and `code`: null where the group took no part in the match. */
export type ExtraFields = Readonly<Record<string, string | null>>;
