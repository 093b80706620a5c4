import { usageError } from '../model/errors.js';
import type { RuleEntry, Setting } from './config/entries.js';
import { type OptionTable, variableOf } from './option.js';
import { elementsOf, notBlank } from './parse-values.js';
import type { RawValue } from './raw-value.js';

/** A configuration file: it has values for options that are neither on the command line nor in the environment. */
export interface Layer {
  /** Null where it has none. */
  setting(option: string): Setting | null;
  /** The options that it may have a value for. */
  readonly options: readonly string[];
  /** The rules of a gate, as they are written. */
  readonly rules: readonly RuleEntry[];
  /** Known exceptions of a gate, likewise; none by default. */
  readonly ignore?: readonly RuleEntry[];
}

/**
 * What was typed: command line over environment over configuration files. Nothing is decided yet, and no plan has it:
 * commands and settings take values from it.
 */
export class RawOptions {
  readonly operands: readonly string[];
  readonly layers: readonly Layer[];
  readonly #argv: Readonly<Record<string, unknown>>;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #options: OptionTable;

  constructor(
    argv: Readonly<Record<string, unknown>>,
    operands: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    options: OptionTable,
    layers: readonly Layer[] = [],
  ) {
    this.#argv = argv;
    this.operands = operands;
    this.layers = layers;
    this.#env = env;
    this.#options = options;
  }

  /**
   * The same with configuration files below it.
   * @param inputs what is read where no operand says it
   */
  withLayers(layers: readonly Layer[], inputs: readonly string[] = []): RawOptions {
    const operands = this.operands.length === 0 ? inputs : this.operands;
    return new RawOptions(this.#argv, operands, this.#env, this.#options, layers);
  }

  /**
   * The value of an option that can have only one, or null.
   * @throws LogscanError `usage` when it is given twice or is blank
   */
  value(name: string): RawValue | null {
    const all = this.values(name);
    if (all.length > 1) throw usageError(`--${name}: expected once; got ${all.length} of it`);
    return all[0] === undefined ? null : notBlank(all[0]);
  }

  /**
   * All values of an option that can have several, lists taken apart; empty when it is not given.
   * @throws LogscanError `usage` for a blank value
   */
  list(name: string): readonly RawValue[] {
    return this.values(name).flatMap(elementsOf);
  }

  /** All values as they were typed: those with commas in them, such as file names, stay whole. */
  values(name: string): RawValue[] {
    if (!(name in this.#options)) return [];
    const raw = this.#argv[name];
    if (raw !== undefined) {
      const texts: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
      // `--no-color` arrives as false.
      return texts.map((text) => ({ label: `--${name}`, text: text === false ? 'never' : String(text) }));
    }
    return this.#fallback(name);
  }

  /** The options that stand on the command line. */
  get typed(): readonly string[] {
    return Object.keys(this.#options).filter((name) => this.#argv[name] !== undefined);
  }

  /** Whether an option has a value anywhere; a switch may be given as off. */
  isGiven(name: string): boolean {
    return this.#argv[name] !== undefined || this.#fallback(name).length > 0;
  }

  /** @throws LogscanError `usage` where the variable holds neither yes nor no */
  flag(name: string): boolean {
    const raw = this.#argv[name];
    if (raw !== undefined) return Array.isArray(raw) ? raw.at(-1) === true : raw === true;
    const given = this.#fallback(name)[0];
    const text = given?.text.toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(text)) return false;
    if (['1', 'true', 'yes', 'on'].includes(text)) return true;
    throw usageError(`${given!.label}: expected true or false; got ${JSON.stringify(given!.text)}`);
  }

  /** How far away the source of an option's value is: 0 the command line, 1 the environment, 2 a file (or nothing). */
  distance(name: string): number {
    if (this.#argv[name] !== undefined) return 0;
    return this.#env[variableOf(name)] ? 1 : 2;
  }

  /** From the environment, else from the first layer that has it. */
  #fallback(name: string): RawValue[] {
    const label = variableOf(name);
    const text = this.#env[label];
    if (text !== undefined && text !== '') return [{ label, text }];
    for (const layer of this.layers) {
      const setting = layer.setting(name);
      if (setting === null) continue;
      const { label, texts, areWhole = false } = setting;
      return texts.map((each) => ({ label, text: each, isWhole: areWhole }));
    }
    return [];
  }
}
