/**
 * A form of lines that a user describes, as it was typed and checked: plain data, so that it goes to threads too.
 * What the form does not give (a line that it does not fit, a code or a time that is not there) is read by the
 * ordinary rules.
 */
export type LineFormat = PatternFormat | JsonFormat;

/** Lines that a regular expression reads. */
export interface PatternFormat {
  readonly kind: 'pattern';
  /** JavaScript's, with named groups: `time`, `code`, and others, which become fields of the event. */
  readonly pattern: string;
  /** How the time is written, as `strptime` has it; null: any way that is read elsewhere. */
  readonly timeFormat: string | null;
}

/** JSON lines with codes and times in odd places. */
export interface JsonFormat {
  readonly kind: 'json';
  /** Where the code is, such as `response.errors[].code`; null: where the ordinary rules find it. */
  readonly codePath: string | null;
  readonly timePath: string | null;
  readonly timeFormat: string | null;
}

/** The groups of a pattern that are not `time` and `code`: null where the group took no part in the match. */
export type ExtraFields = Readonly<Record<string, string | null>>;
