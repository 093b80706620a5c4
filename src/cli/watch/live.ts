/** A live run and its views, of which each has a file of its own. */
import { resolve } from 'node:path';
import type { Summary } from '../../model/summary.js';
import { tableRenderer } from '../../report/table/index.js';
import { watchLogs } from '../../watch/watch-logs.js';
import { print, printData } from '../print.js';
import type { LiveOptions, View } from './asked.js';
import { keepState } from './state-file.js';
import { windowLines } from './window-lines.js';

export async function live(asked: LiveOptions): Promise<Summary> {
  const { plan, settings, options, context } = asked;
  const views = await viewsOf(asked);
  const state = settings.state === null ? null : await keepState(settings.state, plan, settings, context);
  let summary: Summary;
  try {
    summary = await watchLogs({
      ...{ plan, window: settings.window, keep: settings.keep, lateness: settings.lateness, idle: settings.idle },
      ...{
        now: context.now,
        signal: context.signal,
        warn: (text: string) => context.warn(text),
        folder: resolve('.'),
      },
      restored: state?.restored ?? null,
      save: state?.save ?? null,
      begin: (view) => {
        for (const each of views) each.begin(view);
      },
    });
  } finally {
    for (const each of views) await each.end();
  }
  if (settings.format === 'json') await printData(`${JSON.stringify(summary, null, 2)}\n`, context);
  else if (settings.format === 'table') {
    const render = await tableRenderer(options);
    for (const line of render(summary, options)) await print(line, context);
  }
  return summary;
}

async function viewsOf(asked: LiveOptions): Promise<View[]> {
  return asked.settings.format === 'ndjson' ? [windowLines(asked)] : [];
}
