/** The commands, one file each; adding one is adding its file and its line here. */
import type { OptionTable } from './option.js';
import type { Typed } from './typed.js';
import type { World } from './world.js';

/** What a command's file exports as `command`. */
export interface Command {
  /** The operands in the usage line, such as `[FILE…]`. */
  readonly operands: string;
  readonly options: OptionTable;
  /** A call (without the program's name) and what it does. */
  readonly examples: readonly (readonly [call: string, does: string])[];
  /** What the help says last. */
  readonly notes?: string;
  /**
   * Decides and checks everything first, then acts.
   * @returns the exit status
   */
  run(typed: Typed, world: World): Promise<number>;
}

interface Entry {
  readonly does: string;
  /** Loaded only when it is called or asked about. */
  load(): Promise<{ command: Command }>;
}

export const COMMANDS = {
  scan: {
    does: 'summary of codes and time windows',
    load: () => import('./commands/scan.js'),
  },
  events: { does: 'each event with what its code means', load: () => import('./commands/events.js') },
  check: { does: 'a gate for CI: whether the log keeps to rules', load: () => import('./commands/check.js') },
  report: { does: 'scheduled, incremental reports with a history', load: () => import('./commands/report.js') },
  history: {
    does: 'what a history of reports holds: query, export, verify it',
    load: () => import('./commands/history.js'),
  },
  explain: { does: 'what a code means and what to do', load: () => import('./commands/explain.js') },
  codes: { does: 'the catalogue of codes', load: () => import('./commands/codes.js') },
  doctor: { does: 'what is understood of a log, or of a line, and why', load: () => import('./commands/doctor.js') },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
export const DEFAULT_COMMAND: CommandName = 'scan';
