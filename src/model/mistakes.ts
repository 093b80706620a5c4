/** Several mistakes in one error, and how they are found: what is wrong is noted, and the rest is looked at all the same. */
import { LogscanError } from './errors.js';

/** Mistakes that an error lists; more are counted. */
const MAX_LISTED = 100;

export class MistakesError extends LogscanError {
  readonly mistakes: readonly LogscanError[];

  /** @param head what they are mistakes in, as the first line says it */
  constructor(head: string, mistakes: readonly LogscanError[]) {
    const [only] = mistakes;
    super(
      'usage',
      mistakes.length === 1 ? only!.message : listOf(head, mistakes),
      mistakes.length === 1 ? only!.tip : null,
    );
    this.mistakes = mistakes;
  }
}

function listOf(head: string, mistakes: readonly LogscanError[]): string {
  const lines = mistakes
    .slice(0, MAX_LISTED)
    .map(({ message, tip }) => (tip === null ? message : `${message} (${tip})`));
  const more = mistakes.length - lines.length;
  return [head, ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** What was to be read is wrong, and this is told already: it is no mistake of its own. */
export class ToldError extends LogscanError {
  constructor() {
    super('usage', 'a value that is wrong was read');
  }
}

/** The catalogue cannot be read: nobody can say which codes there are. */
export class UnreadCatalogue extends LogscanError {}

/** The catalogue does not have the code: no mistake where there is an `UnreadCatalogue` too. */
export class UnknownCode extends LogscanError {
  constructor(message: string, tip: string | null) {
    super('usage', message, tip);
  }
}

/** Each mistake that an error is about. */
export function mistakesOf(error: LogscanError): readonly LogscanError[] {
  if (error instanceof MistakesError) return error.mistakes;
  return error instanceof ToldError ? [] : [error];
}

/** Mistakes of files together, in the order of their lines; files as they were first named. */
export function inOrder(mistakes: readonly LogscanError[]): {
  readonly mistakes: readonly LogscanError[];
  readonly files: readonly string[];
} {
  const isRead = !mistakes.some((mistake) => mistake instanceof UnreadCatalogue);
  const placed = mistakes
    .filter((mistake) => isRead || !(mistake instanceof UnknownCode))
    .map((mistake) => {
      const [, file = '', number = '0'] = /^(.*?):(\d+): /.exec(mistake.message) ?? [];
      return { mistake, file, number: Number(number) };
    });
  const files = [...new Set(placed.map(({ file }) => file))];
  placed.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.number - b.number);
  return { mistakes: placed.map(({ mistake }) => mistake), files };
}

/** Mistakes as they are found. */
export class Mistakes {
  readonly #found: LogscanError[] = [];
  #hasTold = false;

  /** @returns undefined where there is a mistake, which is noted */
  try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.note(error);
      return undefined;
    }
  }

  /** What is made of each entry, but for those with mistakes. */
  all<T, R>(entries: readonly T[], read: (entry: T, i: number) => R): R[] {
    return entries.flatMap((entry, i) => {
      const made = this.try(() => [read(entry, i)]);
      return made ?? [];
    });
  }

  /** @param error thrown again where it is a bug */
  note(error: unknown): void {
    if (!(error instanceof LogscanError)) throw error;
    const mistakes = mistakesOf(error);
    this.#hasTold ||= mistakes.length === 0;
    this.#found.push(...mistakes);
  }

  get found(): readonly LogscanError[] {
    return this.#found;
  }

  /**
   * @param what they are mistakes in, where there are several
   * @throws LogscanError `usage` for all of them
   */
  throwFound(what: string): void {
    const [first, second] = this.#found;
    if (first !== undefined && second === undefined) throw first;
    if (first !== undefined) throw new MistakesError(`${this.#found.length} mistakes in ${what}`, this.#found);
  }

  /** The same for parts of a whole, which cannot be made either where one is wrong that was told already. */
  throwAny(what: string): void {
    this.throwFound(what);
    if (this.#hasTold) throw new ToldError();
  }
}

/**
 * What is made of each entry.
 * @param what they are mistakes in, where there are several
 * @throws LogscanError `usage` for all mistakes in them
 */
export function readAll<T, R>(entries: readonly T[], what: string, read: (entry: T) => R): R[] {
  const mistakes = new Mistakes();
  const made = mistakes.all(entries, read);
  mistakes.throwFound(what);
  return made;
}

/**
 * The parts of a whole, each read by a function of its own.
 * @throws LogscanError `usage` for all mistakes in them
 */
export function readParts<T extends object>(what: string, parts: { readonly [P in keyof T]: () => T[P] }): T {
  const mistakes = new Mistakes();
  const read = Object.entries<() => unknown>(parts).map(([name, part]) => [name, mistakes.try(part)]);
  mistakes.throwAny(what);
  return Object.fromEntries(read) as T;
}
