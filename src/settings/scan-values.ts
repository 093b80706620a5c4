/**
 * What a source says of the logs to read and how: the values as it had them, each with the name that errors call it by.
 * There is one function for the options, and one for job files (`job/scan-values.ts`). `scan-plan.ts` decides.
 */
import { usageError } from '../model/errors.js';
import type { OptionSpec, ValuesOf } from './option.js';
import { notBlank } from './parse-values.js';
import type { RawOptions } from './raw-options.js';
import { SCAN_OPTIONS, WINDOW_OPTION } from './scan-options.js';

const TABLE = { ...SCAN_OPTIONS, ...WINDOW_OPTION };

export interface ScanValues {
  /** Files, folders, globs; `-` is standard input. Never empty. */
  readonly files: readonly string[];
  /** By option. Never both `since` and `last`. */
  readonly options: ValuesOf<typeof TABLE>;
}

/** @param read gives the value of one option, of the type that `ValueOf` says */
export function optionValues(read: (name: string, spec: OptionSpec) => unknown): ScanValues['options'] {
  const entries = Object.entries<OptionSpec>(TABLE).map(([name, spec]) => [name, read(name, spec)]);
  return Object.fromEntries(entries) as ScanValues['options'];
}

/** @throws LogscanError `usage` for an option that is blank, is given twice, or excludes another one */
export function scanValues(raw: RawOptions): ScanValues {
  const options = optionValues((name, { isSwitch, isList, isWhole }) => {
    if (isSwitch) return raw.flag(name);
    if (isWhole) return raw.values(name).map(notBlank);
    return isList ? raw.list(name) : raw.value(name);
  });
  const files = raw.operands.length === 0 ? ['-'] : raw.operands.map(fileName);
  return { files, options: { ...options, ...startOf(raw, options) } };
}

function fileName(operand: string): string {
  if (operand === '') throw usageError('FILE: expected the name of a file, a folder or a glob; got an empty text');
  return operand;
}

/** `--since` and `--last` both say where the span begins: the one of the nearer source holds. */
function startOf(
  raw: RawOptions,
  { since, last }: Pick<ScanValues['options'], 'since' | 'last'>,
): Partial<ScanValues['options']> {
  if (since === null || last === null) return {};
  const [sinceAt, lastAt] = [raw.distance('since'), raw.distance('last')];
  if (sinceAt === lastAt) throw usageError(`${last.label}: expected without ${since.label}; got both`);
  return sinceAt < lastAt ? { last: null } : { since: null };
}
