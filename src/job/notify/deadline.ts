/** One deadline around an attempt, whatever it waits for: an address, a connection, an answer, a program. */
import { Failure } from './retry.js';

export interface Deadline {
  /** Milliseconds. */
  readonly limit: number;
  /** What is said to be missing at the deadline: `no answer`, `no end`. */
  readonly missing: string;
  /** The run's: an interrupted run waits for nothing. */
  readonly signal: AbortSignal;
}

/**
 * What `act` gives. At the deadline, or when the run is interrupted, `act` is told by its signal to let go of what it
 * has, and is not waited for.
 * @throws Failure at the deadline
 */
export function withDeadline<T>(
  { limit, missing, signal }: Deadline,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const end = (failure: Failure) => {
      reject(failure);
      over.abort(failure);
    };
    const interrupted = () => end(new Failure('interrupted', false));
    if (signal.aborted) return interrupted();
    const timer = setTimeout(() => end(new Failure(`${missing} within ${limit / 1000} s`, true)), limit);
    signal.addEventListener('abort', interrupted, { once: true });
    act(over.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', interrupted);
      });
  });
}
