/**
 * The one error class of the project. Its code decides the exit status (in `cli/exit-status.ts`). `usage`: the call or a
 * configuration is wrong, and nothing was read. `input`: something could not be read whole. `output`: the result could
 * not be written. `not-found`: what was asked for does not exist. `internal`: a bug.
 */
export type ErrorCode = 'usage' | 'input' | 'output' | 'not-found' | 'internal';

export class LogscanError extends Error {
  readonly code: ErrorCode;
  /** A second line with a remedy. Null where the remedy is only a guess. */
  readonly tip: string | null;

  constructor(code: ErrorCode, message: string, tip: string | null = null) {
    super(message);
    this.name = 'LogscanError';
    this.code = code;
    this.tip = tip;
  }
}

/** The call or a configuration is wrong. `message` is one line: the thing, what was expected, what was got. */
export function usageError(message: string, tip: string | null = null): LogscanError {
  return new LogscanError('usage', message, tip);
}
