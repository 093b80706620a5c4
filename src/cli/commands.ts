/** The commands, one file each; adding one is adding its file and its line here. */
import type { Command } from './command.js';

interface Entry {
  readonly summary: string;
  /** Loaded only when it is called or asked about. */
  load(): Promise<{ command: Command }>;
}

export const COMMANDS = {
  scan: {
    summary: 'summary of codes and time windows',
    load: () => import('./commands/scan.js'),
  },
  events: { summary: 'each event with what its code means', load: () => import('./commands/events.js') },
  check: { summary: 'a gate for CI: whether a log keeps the rules', load: () => import('./commands/check.js') },
  report: { summary: 'scheduled, incremental reports with a history', load: () => import('./commands/report.js') },
  history: {
    summary: 'the counts that a job keeps: look at them, query, export, import',
    load: () => import('./commands/history.js'),
  },
  watch: { summary: 'the same live: files that grow, or a pipe', load: () => import('./commands/watch.js') },
  plan: {
    summary: 'settle all options and cut the logs into parts, for other engines',
    load: () => import('./commands/plan.js'),
  },
  merge: { summary: 'one summary of the partial results of several runs', load: () => import('./commands/merge.js') },
  explain: { summary: 'what a code means and what to do', load: () => import('./commands/explain.js') },
  codes: { summary: 'the catalogue of codes', load: () => import('./commands/codes.js') },
  doctor: { summary: 'what is understood of a log, or of a line, and why', load: () => import('./commands/doctor.js') },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
export const DEFAULT_COMMAND: CommandName = 'scan';
