/** Trying again what may work the next time: waits of 1, 2, 4, … seconds, at most 30. */
import { setTimeout as sleep } from 'node:timers/promises';

/** `again` false: trying again cannot help. `after`: as long as the other side asked to wait, in milliseconds. */
export class Failure extends Error {
  readonly again: boolean;
  readonly after: number | null;

  constructor(message: string, again: boolean, after: number | null = null) {
    super(message);
    this.again = again;
    this.after = after;
  }
}

const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 30_000;

export interface RetryPolicy {
  readonly attempts: number;
  readonly signal: AbortSignal;
  /** The first wait in milliseconds; each is twice the one before. */
  readonly firstWait?: number;
}

/** @throws the last failure */
export async function withRetries<T>(
  { attempts, signal, firstWait = FIRST_WAIT_MS }: RetryPolicy,
  act: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const { again, after } = error instanceof Failure ? error : { again: true, after: null };
      if (!again || attempt >= attempts || signal.aborted) throw error;
      const wait = Math.min(MOST_WAIT_MS, after ?? firstWait * 2 ** (attempt - 1));
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}
