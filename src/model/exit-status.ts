/**
 * What the program says by its exit status. Documents have these numbers too, so they stand below everybody; what leads
 * to which is decided in `cli/exit-status.ts`, but for a gate's verdict.
 */
export const EXIT_STATUS = {
  done: 0,
  /** It was done, and the answer is no: a rule is broken, a code does not exist. */
  negative: 1,
  /** The call or a configuration is wrong; nothing was read. */
  usage: 2,
  /** Some input could not be read whole, the result could not be written, or the program has a bug. */
  incomplete: 3,
} as const;

export type ExitName = keyof typeof EXIT_STATUS;
export type ExitStatus = (typeof EXIT_STATUS)[ExitName];

/** Signals that end a run early, and their numbers. The exit status is 128 and the number, as shells have it. */
export const END_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
export type EndSignal = keyof typeof END_SIGNALS;

export function signalStatus(signal: EndSignal): number {
  return 128 + END_SIGNALS[signal];
}
