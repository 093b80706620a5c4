import type { Summary } from '../model/summary.js';

/** The entries of `windows`, one a line. */
export function* renderNdjson({ windows }: Summary): Iterable<string> {
  for (const window of windows) yield `${JSON.stringify(window)}\n`;
}
