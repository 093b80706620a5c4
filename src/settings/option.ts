/** How an option is described: to the parser, to `--help`, and to the reader of what was typed. */
export interface OptionSpec {
  readonly describe: string;
  /** A switch has no value. */
  readonly isSwitch?: boolean;
  readonly short?: string;
  /** The only values that are right; offered by completion. */
  readonly choices?: readonly string[];
  /** What holds without it, for the help. */
  readonly default?: string;
  readonly group?: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The environment variable that stands in for an option: `PTK_LOGSCAN_DATE_ORDER` for `date-order`. */
export function variableOf(option: string): string {
  return `PTK_LOGSCAN_${option.toUpperCase().replaceAll('-', '_')}`;
}
