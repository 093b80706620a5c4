/** Calls of the library that are wrong. */
import { LogscanError } from 'ptk-logscan';
import { expect } from 'vitest';

/** As who has no compiler calls it. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
export type Loose = any;

/** The error of kind `usage` with which a call is refused; null: it is not. Any other error is no refusal. */
export async function refusal(call: () => unknown): Promise<LogscanError | null> {
  try {
    await call();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(LogscanError);
    expect(error).toMatchObject({ code: 'usage' });
    return error as LogscanError;
  }
}
