import type { Summary } from '../model/summary.js';
import { sourceName } from '../text/source-name.js';
import type { CliContext } from './context.js';

/** Says on standard error which sources could not be read whole, and why. */
export function warnOfUnreadSources(
  { sources }: { readonly sources: readonly { readonly name: string; readonly error: string | null }[] },
  context: CliContext,
): void {
  for (const { name, error } of sources) {
    if (error !== null) context.warn(`${sourceName(name)}: ${error}`);
  }
}

/** Whether no source could be opened. */
export function isNothingRead({ sources }: Summary): boolean {
  return sources.length > 0 && sources.every(({ error, bytes }) => error !== null && bytes === 0);
}
