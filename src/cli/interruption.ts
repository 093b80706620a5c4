/** Why a run is to end early: what its abort signal gives as the reason. */

/** What asks a program to end, and the number that it has for shells. */
export const END_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
export type EndSignal = keyof typeof END_SIGNALS;

export class Interruption extends Error {
  readonly signal: EndSignal;

  constructor(signal: EndSignal) {
    super(`ended by ${signal}`);
    this.name = 'Interruption';
    this.signal = signal;
  }
}

/** 128 and the signal's number, as shells have it: 130, 143, 129; null for a run that was left to come to its end. */
export function interruptedStatus({ aborted, reason }: AbortSignal): number | null {
  if (!aborted) return null;
  return 128 + END_SIGNALS[reason instanceof Interruption ? reason.signal : 'SIGINT'];
}
