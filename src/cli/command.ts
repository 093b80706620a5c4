import type { ExitStatus } from '../model/exit-status.js';
import type { ConfigUse } from '../settings/layers.js';
import type { OptionTable } from '../settings/option.js';
import type { RawOptions } from '../settings/raw-options.js';
import type { CliContext } from './context.js';
import type { ExitMeanings } from './exit-status.js';

/** What a command's file exports as `command`. */
export interface Command {
  /** The operands in the usage line, such as `[FILE…]`. */
  readonly operands: string;
  /** What it takes from configuration files; null: nothing. */
  readonly config: ConfigUse | null;
  readonly options: OptionTable;
  /** A call and what it does. `$0` stands for the program's name. */
  readonly examples: readonly (readonly [call: string, summary: string])[];
  /** What the help says after the examples. */
  readonly notes?: string;
  /** What its exit statuses mean, for the help. */
  readonly exits: ExitMeanings;
  /**
   * Decides by the options, and does nothing: for messages that name all mistakes of configuration files.
   * @throws LogscanError `usage` for the first thing that is wrong
   */
  decide?(raw: RawOptions, context: CliContext): Promise<unknown>;
  /** Checks everything first, then acts. */
  run(raw: RawOptions, context: CliContext): Promise<ExitStatus>;
}
