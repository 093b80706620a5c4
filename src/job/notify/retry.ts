/** Repeats what may work the next time, after 1, 2, 4, … seconds, at most 30. */
import { setTimeout as sleep } from 'node:timers/promises';

/** `canRetry` false: another attempt cannot help. `after`: how long the other side asked to wait, in milliseconds. */
export class Failure extends Error {
  readonly canRetry: boolean;
  readonly after: number | null;

  constructor(message: string, canRetry: boolean, after: number | null = null) {
    super(message);
    this.canRetry = canRetry;
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
      const { canRetry, after } = error instanceof Failure ? error : { canRetry: true, after: null };
      if (!canRetry || attempt >= attempts || signal.aborted) throw error;
      const wait = Math.min(MOST_WAIT_MS, after ?? firstWait * 2 ** (attempt - 1));
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}
