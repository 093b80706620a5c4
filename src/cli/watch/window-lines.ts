/** Each window as a line of NDJSON: when it closes, and again with a higher revision when late events have changed it. */
import type { LiveView } from '../../watch/view.js';
import { printData } from '../print.js';
import type { LiveOptions, View } from './asked.js';

export function windowLines({ context }: LiveOptions): View {
  // One after the other, however slow the reader of the output is.
  let writing: Promise<void> = Promise.resolve();
  const begin = (view: LiveView) => {
    view.onWindows((windows) => {
      const lines: string[] = [];
      for (const { start, revision, late } of windows) {
        const window = view.window(start);
        if (window !== null) lines.push(`${JSON.stringify({ ...plain(window), late, revision })}\n`);
      }
      writing = writing.then(() => printData(lines.join(''), context));
    });
  };
  return { begin, end: () => writing };
}

/** Rows of a summary make their values when they are asked for. */
function plain(window: object): object {
  return JSON.parse(JSON.stringify(window)) as object;
}
