/** The name by which standard input is named as a source, on the command line and in documents. */
export const STDIN_NAME = '-';

/** What a source is called in a message or report. */
export function sourceName(name: string): string {
  return name === STDIN_NAME ? 'standard input' : name;
}
