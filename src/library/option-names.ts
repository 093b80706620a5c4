/** What the library calls the options of the command line: as the summary document does. Messages are given these names. */
import { LogscanError } from '../model/errors.js';
import { OPTION_NAMES } from '../model/option-names.js';

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(OPTION_NAMES).map(([name, option]) => [option.slice(2), name] as const),
  ['tz', 'timeZone'],
]);

/** `codeKeys` for `code-key`, `timeZone` for `tz`. */
export function nameOf(option: string): string {
  return NAMES.get(option) ?? option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A text in quotes is what somebody gave, and stays as it is. */
const OPTIONS = /"(?:[^"\\]|\\.)*"|--([a-z]+(?:-[a-z]+)*)/g;

/** Runs what the command line runs as well: its errors name options as they are named here. */
export function withNames<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw named(error);
  }
}

/** The same of what takes its time. */
export async function withNamesLater<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw named(error);
  }
}

/** A message in which options have these names. */
export function renamed(text: string): string {
  return text.replace(OPTIONS, (all, option?: string) => (option ? nameOf(option) : all));
}

function named(error: unknown): unknown {
  if (!(error instanceof LogscanError) || error.code !== 'usage') return error;
  return new LogscanError(error.code, renamed(error.message), error.tip === null ? null : renamed(error.tip));
}
