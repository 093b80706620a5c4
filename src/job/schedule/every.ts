/**
 * Stays running and starts a run at each time of a cron expression. Times that were missed, because the process was not
 * running, the machine slept or the run before took longer, are made up for by one run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { nextAfter, previousBefore } from '../../time/cron.js';

export interface Clock {
  now(): number;
  /** Waits `ms` milliseconds, or until the signal. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/** A clock that was set, or a machine that slept, is noticed within this time. */
const LOOK_MS = 20_000;

export interface EveryOptions {
  readonly expression: string;
  readonly zone: string;
  /** When the last run began, in epoch milliseconds; null: never, so no run was missed. */
  readonly last: number | null;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** Called before each wait with the time of the next run, in epoch milliseconds. */
  readonly waiting?: (next: number) => void;
}

/** Resolves when the signal is aborted, or when there is no next time. `run` gets the time that it is for. */
export async function runEvery(
  { expression, zone, last, signal, clock = SYSTEM_CLOCK, waiting }: EveryOptions,
  run: (due: number) => Promise<void>,
): Promise<void> {
  // Runs up to this time are done, or made up for.
  let settled = last ?? clock.now();
  while (!signal.aborted) {
    const missed = previousBefore(expression, zone, clock.now());
    if (missed !== null && missed > settled) {
      settled = clock.now();
      await run(missed);
      continue;
    }
    const next = nextAfter(expression, zone, clock.now());
    if (next === null) return;
    waiting?.(next);
    while (!signal.aborted && clock.now() < next) {
      await clock.sleep(Math.min(LOOK_MS, Math.max(1, next - clock.now())), signal);
      // The clock was set back further than that: the next run may be long before the time it waits for.
      if (next - clock.now() > 2 * LOOK_MS && (nextAfter(expression, zone, clock.now()) ?? next) < next) break;
    }
  }
}
