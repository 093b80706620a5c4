/** The documents that `doctor` prints, about inputs and about one line. Keys are in the order of the JSON. */
import type { Severity } from '../model/code.js';
import type { DateOrder } from '../model/rules.js';

export const DIAGNOSIS_SCHEMA = 'ptk-logscan/doctor@1';
export const LINE_SCHEMA = 'ptk-logscan/line@1';

export interface Diagnosis {
  schema: typeof DIAGNOSIS_SCHEMA;
  /** The zone that times without one are read in. */
  timeZone: string;
  sources: SourceDiagnosis[];
  /** Whether these are all sources: of very many only the first are looked at. */
  whole: boolean;
  /** One command for all sources; null where they need different options. */
  command: string | null;
}

export interface SourceDiagnosis {
  name: string;
  /** Why it could not be read, or not to its end; or null. */
  error: string | null;
  text: TextFacts;
  sample: SampleFacts;
  /** The header with which it begins; null where it has none with a column of codes. */
  header: HeaderFacts | null;
  times: TimeFacts;
  codes: CodeFacts;
  /** The keys by which events can be grouped (`--by`) and picked (`--where`). */
  keys: KeyFacts;
  /** What the custom format found; null where none was given. */
  form: FormFacts | null;
  /** What the reader should look at, the most important first, one or two sentences each. */
  findings: string[];
  /** What to run. */
  command: string;
}

/** An excerpt of the text, and where it stands. */
export interface Excerpt {
  /** From 1; null where the lines before it were not read. */
  line: number | null;
  /** Byte of the line's start in the decompressed text. */
  offset: number;
  text: string;
}

export interface TextFacts {
  /** The kind of archive that it is a member of; null for a file or a pipe. */
  archive: 'zip' | 'tar' | null;
  compression: 'gzip' | 'zstd' | 'bzip2' | 'xz' | null;
  encoding: 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'other';
  byteOrderMark: boolean;
  lineEnds: 'lf' | 'crlf' | 'mixed' | null;
  /** Lines that are not valid UTF-8, and the first of them. */
  invalidLines: number;
  invalidExample: Excerpt | null;
}

export interface SampleFacts {
  /** Whether the whole text was read. */
  whole: boolean;
  bytes: number;
  lines: number;
  /** Very long lines of which only the beginning was read. */
  longLines: number;
  /** Parts of the text, in order. */
  parts: { offset: number; bytes: number; lines: number }[];
  /** Bytes of the decompressed text; null where that is not known. */
  totalBytes: number | null;
}

export interface HeaderFacts {
  line: number;
  text: string;
  /** The character between columns: `,` `;` `|`, a tab, or `blank`. */
  separator: string;
  columns: { name: string; is: 'code' | 'time' | null }[];
  /** Lines below it with as many columns, and with more or fewer; without blank ones. */
  rows: number;
  otherLines: number;
}

export interface TimeFacts {
  /** Lines with a time of their own. */
  lines: number;
  families: { family: string; title: string; lines: number; share: number; example: Excerpt & { instant: string } }[];
  /** Lines without a time, except blank ones: they take that of the line before. */
  without: number;
  withoutExample: Excerpt | null;
  /** Earliest and latest of the sample, in UTC. */
  first: string | null;
  last: string | null;
  zone: {
    /** Times that are written with a zone, and without. */
    written: number;
    missing: number;
    /** The zone that times without one are read in, and why. */
    assumed: string;
    because: 'given' | 'machine' | 'declared by the file';
  };
  year: {
    missing: number;
    /** The years that they were given. */
    assumed: number[];
    because: 'given' | 'modification time' | 'now';
  };
  /** Zones that were written as a name, and the offset that was assumed; null: the report zone's. */
  zoneNames: {
    name: string;
    offset: string | null;
    because: 'report zone' | 'convention';
    count: number;
    example: Excerpt;
  }[];
  dateOrder: {
    /** As it was given; null: month first with `/`, day first with `-`. A first number over 12 is a day in any case. */
    order: DateOrder | null;
    /** Dates such as 11/01/2026: that exist in either order; only with the month first; only with the day first. */
    either: number;
    monthFirst: number;
    dayFirst: number;
    /** Dates with the month first that are not read, because their form has the day first. */
    unread: number;
    eitherExample: Excerpt | null;
    monthFirstExample: Excerpt | null;
    dayFirstExample: Excerpt | null;
  };
  /** Times later than now; and times more than a year from the file's modification time. */
  ahead: OddTimes | null;
  far: OddTimes | null;
  /** Times that do not say when their line was written, by reason; at most five reasons. */
  passedOver: { reason: string; count: number; example: Excerpt }[];
}

export interface OddTimes {
  count: number;
  /** The one that is furthest away. */
  farthest: string;
  example: Excerpt & { instant: string };
}

export interface CodeFacts {
  /** Lines with accepted codes. */
  lines: number;
  share: number | null;
  /**
   * Codes on lines, each once a line: those that the line itself calls a code, and those that only the catalogue does.
   */
  labelled: number;
  catalogueOnly: number;
  /**
   * Where the latter stand: the text around, with all its numbers written as `#`. At most five, by count. `unknown` are
   * other numbers of the range in such a place, which the catalogue does not have.
   */
  contexts: { text: string; name: string | null; count: number; unknown: number; example: Excerpt }[];
  /** By count, then code. */
  seen: { code: number; name: string; severity: Severity; known: boolean; count: number; example: Excerpt }[];
  /** Candidates that were refused, by the rule that refused them. */
  refused: { rule: number; title: string; count: number; examples: (Excerpt & { code: number; reason: string })[] }[];
}

export interface KeyFacts {
  /** Lines with codes that were looked at: the first 1,000 of the sample. */
  lines: number;
  /** At most 50, those on most lines first: as first written, on how many of these lines, and with how many values. */
  keys: { name: string; lines: number; values: number }[];
}

export interface FormFacts {
  /** Lines that the format fits; and of these, with a time that reads, with one that does not, and with a code. */
  fits: number;
  times: number;
  badTimes: number;
  badTimeExample: Excerpt | null;
  codes: number;
}

/** One line, with the reasons for how it was read. */
export interface LineDiagnosis {
  schema: typeof LINE_SCHEMA;
  line: string;
  timeZone: string;
  /** Whether it was read as a line of JSON. */
  json: boolean;
  time: DiagnosedTime | null;
  /** Whether the line takes the time of an earlier one, because it has none of its own. */
  inherited: boolean;
  /** Times on it that do not say when the line was written. */
  passedOver: { text: string; family: string; column: number; reason: string }[];
  /** Whether a date was passed over that exists only in the other date order. */
  otherOrder: boolean;
  /** What the custom format found; null where none was given or it does not fit. */
  form: {
    time: string | null;
    timeReads: boolean;
    codes: number[] | null;
    fields: Record<string, string | null>;
  } | null;
  /** The accepted codes, each once. */
  codes: number[];
  candidates: DiagnosedCandidate[];
}

export interface DiagnosedTime {
  text: string;
  /** The family that read it, or `own` for the custom format. */
  family: string;
  title: string;
  /** The key whose value it is, or null. */
  key: string | null;
  /** Column of its first byte, from 1; null for one that a custom format found. */
  column: number | null;
  instant: string;
  /** As it is written (`+02:00`), or null: then it was read in `timeZone`. */
  zone: string | null;
  /** The name that was written for the zone, whose meaning was assumed; or null. */
  zoneName: string | null;
  /** The year that it was given; null where one is written. */
  yearFound: number | null;
}

export interface DiagnosedCandidate {
  code: number;
  name: string;
  severity: Severity;
  known: boolean;
  /** Column of its first byte, from 1. */
  column: number;
  accepted: boolean;
  /** Whether the line itself calls it a code. */
  labelled: boolean;
  rule: number;
  ruleTitle: string;
  reason: string;
  /** The number's name on the line, and the word of it that decided; or null. */
  calledBy: string | null;
  word: string | null;
  /** What stands around it. */
  text: string;
}
