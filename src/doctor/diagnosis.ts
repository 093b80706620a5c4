/** What `doctor` says of inputs, and of one line: the documents that its renderers print. Keys in the order of the JSON. */
import type { Severity } from '../model/code.js';

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
  /** Stretches of the text, in order. */
  parts: { offset: number; bytes: number; lines: number }[];
  /** Bytes of the decompressed text as far as it is known; null where that is not. */
  totalBytes: number | null;
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
  dateOrder: {
    order: 'mdy' | 'dmy';
    /** Dates such as 11/01/2026: that read in either order, in this one only, and in the other only (not read). */
    either: number;
    thisOnly: number;
    otherOnly: number;
    otherExample: Place | null;
  };
}

export interface CodeFacts {
  /** Lines with accepted codes. */
  lines: number;
  share: number | null;
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
  time: ExplainedTime | null;
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
  /** Column of its first byte, from 1; null for one that a form of the user's own found. */
  column: number | null;
  instant: string;
  /** As it is written (`+02:00`), or null: then it was read in `timeZone`. */
  zone: string | null;
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
  rule: number;
  ruleTitle: string;
  reason: string;
  /** What stands around it. */
  text: string;
}
