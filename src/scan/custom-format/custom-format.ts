/** A compiled custom format: a function from a line's text, or from its JSON value, to its time, codes and fields. */
import type { ExtraFields, LineFormat } from '../../model/line-format.js';
import type { LineRules } from '../../model/rules.js';
import { type CustomReading, codeOf } from './custom-reading.js';
import { parseJsonPath, valuesAt } from './json-paths.js';
import { compilePattern, noFields, type Pattern } from './pattern.js';
import { type CustomTimeReader, customTimeReader } from './time-reader.js';
import { lineMatcher } from './watched-pattern.js';

export interface CustomFormat {
  /** Null for JSON formats. */
  readonly pattern: Pattern | null;
  /**
   * Reads a line without its line end by itself; returns null where the pattern does not match. Null for JSON formats.
   * Throws where it takes too long.
   */
  readonly fromText: ((text: string) => CustomReading | null) | null;
  /** Reads the value of a JSON line. Null for patterns. */
  readonly fromRow: ((row: unknown) => CustomReading | null) | null;
  readonly readTime: CustomTimeReader;
  /** The fields of an event on a line that the format does not match; null where events have no fields. */
  readonly fields: ExtraFields | null;
}

/** @throws LogscanError `usage` for an invalid pattern, path or time format */
export function compileFormat(format: LineFormat, rules: LineRules): CustomFormat {
  const readTime = customTimeReader(format.timeFormat, rules);
  if (format.kind === 'pattern') {
    const pattern = compilePattern(format.pattern);
    const fields = noFields(pattern.fields);
    return { pattern, fromText: lineMatcher(pattern), fromRow: null, readTime, fields };
  }
  const codePath = format.codePath === null ? null : parseJsonPath(format.codePath);
  const timePath = format.timePath === null ? null : parseJsonPath(format.timePath);
  const fromRow = (row: unknown): CustomReading => {
    const times = timePath === null ? [] : valuesAt(row, timePath);
    const codes = codePath === null ? [] : valuesAt(row, codePath);
    return {
      time: times.find((value) => typeof value === 'string' || typeof value === 'number') ?? null,
      codes: codes.length === 0 ? null : codes.map(codeOf).filter((code) => code !== null),
      fields: null,
    };
  };
  return { pattern: null, fromText: null, fromRow, readTime, fields: null };
}

/** The names of the fields that a format adds to each event. */
export function fieldNames(format: LineFormat | null): readonly string[] {
  return format?.kind === 'pattern' ? compilePattern(format.pattern).fields : [];
}
