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
    tz: raw.value('tz'),
    window: raw.value('window'),
    span: spanValues(raw),
    codes: raw.list('code'),
    categories: raw.list('category'),
    severities: raw.list('severity'),
    count: raw.value('count'),
    codeKeys: raw.list('code-key'),
    ignoreKeys: raw.list('ignore-key'),
    labelled: raw.flag('labelled'),
    dateOrder: raw.value('date-order'),
    year: raw.value('year'),
    catalogue: raw.value('catalogue'),
    lineFormat: {
      pattern: raw.value('pattern'),
      jsonCode: raw.value('json-code'),
      jsonTime: raw.value('json-time'),
      timeFormat: raw.value('time-format'),
    },
    workers: raw.value('workers'),
  };
}

function fileName(operand: string): string {
  if (operand === '') throw usageError('FILE: expected the name of a file, a folder or a glob; got an empty text');
  return operand;
}

/** `--since` and `--last` both say where the span begins: the one of the nearer source holds. */
function spanValues(raw: RawOptions): SpanValues {
  const [since, last, until] = [raw.value('since'), raw.value('last'), raw.value('until')];
  if (since === null || last === null) return { since, last, until };
  const [sinceAt, lastAt] = [raw.distance('since'), raw.distance('last')];
  if (sinceAt === lastAt) throw usageError(`${last.label}: expected without ${since.label}; got both`);
  return sinceAt < lastAt ? { since, last: null, until } : { since: null, last, until };
}
