/** Whether an error is the input's (a system error, an aborted stream, damaged data) and not a bug of this program. */
export function isInputError(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return name === 'LogscanError' || name === 'AbortError' || typeof code === 'string';
}
