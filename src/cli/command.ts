import type { ConfigUse } from '../settings/layers.js';
import type { OptionTable } from '../settings/option.js';
import type { RawOptions } from '../settings/raw-options.js';
import type { CliContext } from './context.js';

/** What a command's file exports as `command`. */
export interface Command {
  /** The operands in the usage line, such as `[FILE…]`. */
  readonly operands: string;
  /** What configuration files say to it; null: nothing. */
  readonly config: ConfigUse | null;
  readonly options: OptionTable;
  /** A call (without the program's name) and what it does. */
  readonly examples: readonly (readonly [call: string, summary: string])[];
  /** What the help says last. */
  readonly notes?: string;
  /**
   * Decides and checks everything first, then acts.
   * @returns the exit status
   */
  run(raw: RawOptions, context: CliContext): Promise<number>;
}
