import type { Summary } from '../model/summary.js';
import type { CliContext } from './context.js';

/** Some input could not be read whole. */
const INCOMPLETE = 3;

/** Says on standard error which sources could not be read whole, and why. */
export function warnOfSources(summary: Summary, context: CliContext): void {
  for (const { name, error } of summary.sources) {
    // A name may have line breaks; what is said of it is one line.
    if (error !== null) context.warn(`${name === '-' ? 'standard input' : name.replace(/[\r\n]+/g, ' ')}: ${error}`);
  }
}

export function statusOf(summary: Summary): number {
  return summary.sources.some(({ error }) => error !== null) ? INCOMPLETE : 0;
}
