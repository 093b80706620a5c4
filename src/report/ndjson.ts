import type { Summary } from '../model/summary.js';

/** The entries of `windows`, one a line. */
export function renderNdjson({ windows }: Summary): string {
  return windows.map((window) => `${JSON.stringify(window)}\n`).join('');
}
