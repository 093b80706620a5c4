/**
 * The exit statuses. They are in the model because documents have these numbers too. `cli/exit-status.ts` decides which
 * error leads to which; the gate decides between its own two.
 */
export const EXIT_STATUS = {
  done: 0,
  /** The work was done, but the answer is no: a rule is broken, a code does not exist. */
  negative: 1,
  /** The call or a configuration is wrong; nothing was read. */
  usage: 2,
  /** Some input could not be read whole, the result could not be written, or the program has a bug. */
  incomplete: 3,
} as const;

export type ExitName = keyof typeof EXIT_STATUS;
export type ExitStatus = (typeof EXIT_STATUS)[ExitName];

/**
 * Signals that end a run early, and their numbers. The exit status is 128 plus the number, as in shells. On Windows SIGHUP
 * is a window that is closed, and SIGBREAK, which is there alone, Ctrl+Break.
 */
export const END_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15, SIGBREAK: 21 } as const;
export type EndSignal = keyof typeof END_SIGNALS;

export function signalStatus(signal: EndSignal): number {
  return 128 + END_SIGNALS[signal];
}
