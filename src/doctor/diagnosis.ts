/** What `doctor` says of inputs, and of one line: the documents that its renderers print. Keys in the order of the JSON. */

import type { Severity } from '../model/code.js';
import type { DateOrder } from '../model/rules.js';

export const DIAGNOSIS_SCHEMA = 'ptk-logscan/doctor@1';
export const EXPLANATION_SCHEMA = 'ptk-logscan/line@1';

export interface Diagnosis {
  schema: typeof DIAGNOSIS_SCHEMA;
  /** The zone that times without one are read in. */
  timeZone: string;
  sources: SourceDiagnosis[];
  /** One command for all sources; null where they want different options. */
  command: string | null;
}

export interface SourceDiagnosis {
  name: string;
  /** Why it could not be read, or not on, or null. */
  error: string | null;
  text: TextFacts;
  sample: SampleFacts;
  /** The names of columns that it begins with; null where it begins with none of which one is that of a code. */
  header: HeaderFacts | null;
  times: TimeFacts;
  codes: CodeFacts;
  /** What the form of the user's own made of it; null where none was given. */
  form: FormFacts | null;
  /** What a reader should look at, most important first, one or two sentences each. */
  findings: string[];
  /** What to run. */
  command: string;
}

/** Where something stands in the text, and what stands there. */
export interface Place {
  /** From 1; null where the lines before it were not read. */
  line: number | null;
  /** Byte of the line's start in the decompressed text. */
  offset: number;
  text: string;
}

export interface TextFacts {
  /** Of what it is a member; null: it is a file or a pipe of its own. */
  archive: 'zip' | 'tar' | null;
  compression: 'gzip' | 'zstd' | 'bzip2' | 'xz' | null;
  encoding: 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'other';
  byteOrderMark: boolean;
  lineEnds: 'lf' | 'crlf' | 'mixed' | null;
  /** Lines with bytes that are no UTF-8; and the first of them. */
  invalidLines: number;
  invalidExample: Place | null;
}

export interface SampleFacts {
  /** Whether the whole text was looked at. */
  whole: boolean;
  bytes: number;
  lines: number;
  /** Lines of which only the beginning was looked at, as they are very long. */
  longLines: number;
  /** Stretches of the text, in order. */
  parts: { offset: number; bytes: number; lines: number }[];
  /** Bytes of the decompressed text as far as it is known; null where that is not. */
  totalBytes: number | null;
}

export interface HeaderFacts {
  line: number;
  text: string;
  /** What stands between columns: one of `,` `;` `|`, a tab, or `blank`. */
  separator: string;
  columns: { name: string; is: 'code' | 'time' | null }[];
  /** Lines behind it with as many columns, and with more or fewer, blank ones aside. */
  rows: number;
  otherLines: number;
}

export interface TimeFacts {
  /** Lines with a time of their own. */
  lines: number;
  families: { family: string; title: string; lines: number; share: number; example: Place & { instant: string } }[];
  /** Lines without one, blank ones aside: they take that of the line before. */
  without: number;
  withoutExample: Place | null;
  /** Earliest and latest of the sample, in UTC. */
  first: string | null;
  last: string | null;
  zone: {
    /** Times that are written with a zone, and without. */
    written: number;
    missing: number;
    /** What those without one are read in, and why. */
    assumed: string;
    because: 'given' | 'machine' | 'declared by the file';
  };
  year: {
    missing: number;
    /** The years that were found for them. */
    assumed: number[];
    because: 'given' | 'modification time' | 'now';
  };
  /** Zones that were written as a name, and what it was taken for: an offset, or null for the zone of the report. */
  zoneNames: {
    name: string;
    offset: string | null;
    because: 'report zone' | 'convention';
    count: number;
    example: Place;
  }[];
  dateOrder: {
    /** As it was given; null: month first with `/`, day first with `-`. A first number over 12 is a day all the same. */
    order: DateOrder | null;
    /** Dates such as 11/01/2026: those that read in either order, and only with the month, or the day, first. */
    either: number;
    monthFirst: number;
    dayFirst: number;
    /** Dates with the month first that are not read, because the day stands first in their form. */
    unread: number;
    eitherExample: Place | null;
    monthFirstExample: Place | null;
    dayFirstExample: Place | null;
  };
  /** Times that are later than now, and more than a year from the file's modification time. */
  ahead: OddTimes | null;
  far: OddTimes | null;
  /** Times on lines that are not when the line was written, by why they are not; at most five reasons. */
  passedOver: { reason: string; count: number; example: Place }[];
}

export interface OddTimes {
  count: number;
  /** The one that is furthest off. */
  farthest: string;
  example: Place & { instant: string };
}

export interface CodeFacts {
  /** Lines with accepted codes. */
  lines: number;
  share: number | null;
  /** Codes on lines, each once a line: those that the line calls a code, and those that only the catalogue says are. */
  labelled: number;
  catalogueOnly: number;
  /**
   * Where the latter stand: the text around, all its numbers written as `#`. At most five, by count; `unknown` are other
   * numbers of the range in such a place, which the catalogue does not have.
   */
  contexts: { text: string; name: string | null; count: number; unknown: number; example: Place }[];
  /** By count, then code. */
  seen: { code: number; name: string; severity: Severity; known: boolean; count: number; example: Place }[];
  /** Candidates that were refused, by the rule that did it. */
  refused: { rule: number; title: string; count: number; examples: (Place & { code: number; reason: string })[] }[];
}

export interface FormFacts {
  /** Lines that the form fits, and of these how many gave a time that reads, one that does not, and a code. */
  fits: number;
  times: number;
  badTimes: number;
  badTimeExample: Place | null;
  codes: number;
}

/** One line, read with reasons. */
export interface Explanation {
  schema: typeof EXPLANATION_SCHEMA;
  line: string;
  timeZone: string;
  /** Whether it was read as a line of JSON. */
  json: boolean;
  time: ExplainedTime | null;
  /** Whether the line has the time of an earlier one, as it has none of its own. */
  inherited: boolean;
  /** Times before it that are not when the line was written. */
  passedOver: { text: string; family: string; column: number; reason: string }[];
  /** Whether a date was passed over that only the other date order can read. */
  otherOrder: boolean;
  /** What the form of the user's own found; null where none was given or it does not fit. */
  form: {
    time: string | null;
    timeReads: boolean;
    codes: number[] | null;
    fields: Record<string, string | null>;
  } | null;
  /** The accepted codes, each once. */
  codes: number[];
  candidates: ExplainedCandidate[];
}

export interface ExplainedTime {
  text: string;
  /** By which family, or by the form of the user's own. */
  family: string;
  title: string;
  /** The key that it is the value of, or null. */
  key: string | null;
  /** Column of its first byte, from 1; null for one that a form of the user's own found. */
  column: number | null;
  instant: string;
  /** As it is written (`+02:00`), or null: then it was read in `timeZone`. */
  zone: string | null;
  /** The name that was written for the zone, or null: what it means was assumed. */
  zoneName: string | null;
  /** The year that was found for it; null where one is written. */
  yearFound: number | null;
}

export interface ExplainedCandidate {
  code: number;
  name: string;
  severity: Severity;
  known: boolean;
  /** Of its first byte, from 1. */
  column: number;
  accepted: boolean;
  /** Whether the line itself calls it a code. */
  labelled: boolean;
  rule: number;
  ruleTitle: string;
  reason: string;
  /** What the number is called on the line, and the word of it that decided; or null. */
  calledBy: string | null;
  word: string | null;
  /** What stands around it. */
  text: string;
}
