/** Several mistakes in one error: each is a line, with the file, line and path of what is wrong. */
import { LogscanError } from '../model/errors.js';

export class MistakesError extends LogscanError {
  readonly lines: readonly string[];

  /** @param head what they are mistakes in, as the first line says it */
  constructor(head: string, lines: readonly string[]) {
    super('usage', lines.length === 1 ? lines[0]! : [head, ...lines].join('\n'));
    this.lines = lines;
  }
}

/** Each mistake that an error is about; its tip behind it. */
export function mistakesOf(error: LogscanError): readonly string[] {
  if (error instanceof MistakesError) return error.lines;
  return [error.tip === null ? error.message : `${error.message} (${error.tip})`];
}

/** Mistakes of one file together, in the order of their lines; files as they were first named. */
export function inOrder(mistakes: readonly string[]): {
  readonly lines: readonly string[];
  readonly files: readonly string[];
} {
  const placed = mistakes.map((line) => {
    const [, file = '', number = '0'] = /^(.*?):(\d+): /.exec(line) ?? [];
    return { line, file, number: Number(number) };
  });
  const files = [...new Set(placed.map(({ file }) => file))];
  placed.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.number - b.number);
  return { lines: placed.map(({ line }) => line), files };
}

/**
 * What is made of each entry.
 * @param what they are mistakes in, where there are several
 * @throws LogscanError `usage` for all mistakes in them
 */
export function readAll<T, R>(entries: readonly T[], what: string, read: (entry: T) => R): R[] {
  const made: R[] = [];
  const errors: LogscanError[] = [];
  for (const entry of entries) {
    try {
      made.push(read(entry));
    } catch (error) {
      if (!(error instanceof LogscanError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new MistakesError(`${errors.length} mistakes in ${what}`, errors.flatMap(mistakesOf));
  return made;
}
