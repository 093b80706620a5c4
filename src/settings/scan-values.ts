/**
 * What a source says of the logs to read and how: the values as it had them, each with the name that errors call it by.
 * There is one function for the options, and one for job files (`job/scan-values.ts`). `scan-plan.ts` decides.
 */
import { usageError } from '../model/errors.js';
import type { RawOptions } from './raw-options.js';
import type { RawNumber, RawValue } from './raw-value.js';

/** Null, or an empty list, where the source says nothing. */
export interface ScanValues {
  /** Files, folders, globs; `-` is standard input. Never empty. */
  readonly files: readonly string[];
  readonly recursive: boolean;
  readonly tz: RawValue | null;
  readonly window: RawValue | null;
  readonly span: SpanValues;
  readonly codes: readonly RawValue[];
  readonly categories: readonly RawValue[];
  readonly severities: readonly RawValue[];
  readonly count: RawValue | null;
  readonly codeKeys: readonly RawValue[];
  readonly ignoreKeys: readonly RawValue[];
  readonly labelled: boolean;
  readonly dateOrder: RawValue | null;
  readonly year: RawValue | RawNumber | null;
  readonly catalogue: RawValue | null;
  readonly lineFormat: LineFormatValues;
  readonly workers: RawValue | null;
}

/** Never both `since` and `last`. */
export interface SpanValues {
  readonly since: RawValue | null;
  readonly until: RawValue | null;
  readonly last: RawValue | null;
}

export interface LineFormatValues {
  readonly pattern: RawValue | null;
  readonly jsonCode: RawValue | null;
  readonly jsonTime: RawValue | null;
  readonly timeFormat: RawValue | null;
}

/** @throws LogscanError `usage` for an option that is blank, is given twice, or excludes another one */
export function scanValues(raw: RawOptions): ScanValues {
  return {
    files: raw.operands.length === 0 ? ['-'] : raw.operands.map(fileName),
    recursive: raw.flag('recursive'),
    tz: raw.one('tz'),
    window: raw.one('window'),
    span: spanValues(raw),
    codes: raw.many('code'),
    categories: raw.many('category'),
    severities: raw.many('severity'),
    count: raw.one('count'),
    codeKeys: raw.many('code-key'),
    ignoreKeys: raw.many('ignore-key'),
    labelled: raw.flag('labelled'),
    dateOrder: raw.one('date-order'),
    year: raw.one('year'),
    catalogue: raw.one('catalogue'),
    lineFormat: {
      pattern: raw.one('pattern'),
      jsonCode: raw.one('json-code'),
      jsonTime: raw.one('json-time'),
      timeFormat: raw.one('time-format'),
    },
    workers: raw.one('workers'),
  };
}

function fileName(operand: string): string {
  if (operand === '') throw usageError('FILE: expected the name of a file, a folder or a glob; got an empty text');
  return operand;
}

/** `--since` and `--last` both say where the span begins: the one of the nearer source holds. */
function spanValues(raw: RawOptions): SpanValues {
  const [since, last, until] = [raw.one('since'), raw.one('last'), raw.one('until')];
  if (since === null || last === null) return { since, last, until };
  const [sinceAt, lastAt] = [raw.distance('since'), raw.distance('last')];
  if (sinceAt === lastAt) throw usageError(`${last.label}: expected without ${since.label}; got both`);
  return sinceAt < lastAt ? { since, last: null, until } : { since: null, last, until };
}
