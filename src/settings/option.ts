/** Options as data. The parser, the help, completion and the types of their values follow from it. */
import type { RawNumber, RawValue } from './raw-value.js';

/** What the parser and `--help` need to know of an option. */
export interface OptionSpec {
  readonly describe: string;
  /** A switch has no value. */
  readonly isSwitch?: boolean;
  /** Can be given several times, and takes lists with commas. */
  readonly isList?: boolean;
  /** With `isList`: can be given several times, but a comma is part of a value. */
  readonly isWhole?: boolean;
  /** Configuration and job files have it as a number. */
  readonly isNumber?: boolean;
  /** Says how lines are read: a later command over the same logs needs it as well. */
  readonly isReading?: boolean;
  readonly short?: string;
  /** The value may be left out: what it is then, and how a word behind the option looks that is its value all the same. */
  readonly bare?: { readonly value: string; readonly form: RegExp };
  /** The values that are allowed; completion offers them. */
  readonly choices?: readonly string[];
  /** For the help: what applies when the option is not given. */
  readonly default?: string;
  readonly group?: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** What a source may have as the value of an option; null, false or an empty list where it says nothing. */
export type ValueOf<S extends OptionSpec> = S extends { readonly isSwitch: true }
  ? boolean
  : S extends { readonly isList: true }
    ? readonly RawValue[]
    : S extends { readonly isNumber: true }
      ? RawValue | RawNumber | null
      : RawValue | null;

export type ValuesOf<T extends OptionTable> = { readonly [Name in keyof T]: ValueOf<T[Name]> };

/** The environment variable that gives an option's value: `PTK_LOGSCAN_DATE_ORDER` for `date-order`. */
export function variableOf(option: string): string {
  return `PTK_LOGSCAN_${option.toUpperCase().replaceAll('-', '_')}`;
}
