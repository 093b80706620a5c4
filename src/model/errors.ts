/**
 * The one error class of the project. Its code decides the exit status (in `cli/main.ts`, nowhere else):
 * `usage` (the call or a configuration is wrong, nothing was read) is 2, `input` (something could not be read
 * whole) is 3, `output` (the result could not be written) and `internal` are 3 as well, `not-found` is 1.
 */
export type ErrorCode = 'usage' | 'input' | 'output' | 'not-found' | 'internal';

export class LogscanError extends Error {
  readonly code: ErrorCode;
  /** A second line that helps, only where we are sure of it. */
  readonly tip: string | null;

  constructor(code: ErrorCode, message: string, tip: string | null = null) {
    super(message);
    this.name = 'LogscanError';
    this.code = code;
    this.tip = tip;
  }
}

/** The call or a configuration is wrong. `message` is one line: the thing, what was expected, what was found. */
export function usageError(message: string, tip: string | null = null): LogscanError {
  return new LogscanError('usage', message, tip);
}
