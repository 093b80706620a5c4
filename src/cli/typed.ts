import { usageError } from '../model/errors.js';
import { type OptionTable, variableOf } from './option.js';

/** One value as it was typed, with the name that errors call it by: `--tz`, or `PTK_LOGSCAN_TZ`. */
export interface Given {
  readonly label: string;
  readonly text: string;
}

/** What was typed: command line over environment. Nothing is decided yet, and nothing past the commands sees it. */
export class Typed {
  readonly operands: readonly string[];
  readonly #argv: Readonly<Record<string, unknown>>;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #options: OptionTable;

  constructor(
    argv: Readonly<Record<string, unknown>>,
    operands: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    options: OptionTable,
  ) {
    this.#argv = argv;
    this.operands = operands;
    this.#env = env;
    this.#options = options;
  }

  /**
   * The value of an option that can have only one, or null.
   * @throws LogscanError `usage` when it is given twice or is blank
   */
  one(name: string): Given | null {
    const all = this.#values(name);
    if (all.length > 1) throw usageError(`--${name}: expected once; got ${all.length} of it`);
    const given = all[0] ?? null;
    if (given !== null && given.text.trim() === '') throw usageError(`${given.label}: expected a value; got none`);
    return given;
  }

  /**
   * All values of an option that can have several, lists taken apart; empty when it is not given.
   * @throws LogscanError `usage` for a blank value
   */
  many(name: string): readonly Given[] {
    return this.#values(name).flatMap(({ label, text }) =>
      text.split(',').map((part) => {
        if (part.trim() === '') throw usageError(`${label}: expected a value; got ${JSON.stringify(text)}`);
        return { label, text: part.trim() };
      }),
    );
  }

  /** @throws LogscanError `usage` where the variable holds neither yes nor no */
  flag(name: string): boolean {
    const typed = this.#argv[name];
    if (typed !== undefined) return Array.isArray(typed) ? typed.at(-1) === true : typed === true;
    const label = variableOf(name);
    const text = this.#env[label]?.toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(text)) return false;
    if (['1', 'true', 'yes', 'on'].includes(text)) return true;
    throw usageError(`${label}: expected true or false; got ${JSON.stringify(this.#env[label])}`);
  }

  #values(name: string): Given[] {
    if (!(name in this.#options)) return [];
    const typed = this.#argv[name];
    if (typed !== undefined) {
      const texts: readonly unknown[] = Array.isArray(typed) ? typed : [typed];
      // `--no-color` arrives as false.
      return texts.map((text) => ({ label: `--${name}`, text: text === false ? 'never' : String(text) }));
    }
    const label = variableOf(name);
    const text = this.#env[label];
    return text === undefined || text === '' ? [] : [{ label, text }];
  }
}
