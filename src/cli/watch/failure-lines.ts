/** Files that cannot be read, and those that can be again: a line each, on standard error where nothing else shows them. */
import { sourceName } from '../../text/source-name.js';
import type { LiveView } from '../../watch/view.js';
import type { LiveOptions, View } from './asked.js';

export function failureLines({ context }: LiveOptions): View {
  const begin = (view: LiveView) => {
    const changes = failureChanges(view);
    view.onChange(() => {
      for (const line of changes()) context.warn(line);
    });
  };
  return { begin, end: async () => {} };
}

/** @returns what has changed since it was last called, one line each */
export function failureChanges(view: LiveView): () => string[] {
  let before: ReadonlyMap<string, string> = new Map();
  return () => {
    const now = new Map(view.totals.failures);
    const began = [...now].filter(([name, why]) => before.get(name) !== why);
    // It may have been mended, or deleted.
    const over = [...before].filter(([name]) => !now.has(name));
    before = now;
    return [
      ...began.map(([name, why]) => `${sourceName(name)}: ${why}`),
      ...over.map(([name, why]) => `${sourceName(name)}: no longer: ${why}`),
    ];
  };
}
