/** What the parser and `--help` need to know of an option. */
export interface OptionSpec {
  readonly describe: string;
  /** A switch has no value. */
  readonly isSwitch?: boolean;
  readonly short?: string;
  /** The values that are allowed; completion offers them. */
  readonly choices?: readonly string[];
  /** For the help: what applies when the option is not given. */
  readonly default?: string;
  readonly group?: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The environment variable that gives an option's value: `PTK_LOGSCAN_DATE_ORDER` for `date-order`. */
export function variableOf(option: string): string {
  return `PTK_LOGSCAN_${option.toUpperCase().replaceAll('-', '_')}`;
}
