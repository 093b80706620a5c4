/** A live run and its views, of which each has a file of its own. */
import type { Summary } from '../../model/summary.js';
import type { Plan } from '../../pipeline.js';
import type { RenderOptions } from '../../report/options.js';
import { tableRenderer } from '../../report/table/index.js';
import type { LiveView } from '../../watch/view.js';
import { watchLogs } from '../../watch/watch-logs.js';
import type { CliContext } from '../context.js';
import { print, printData } from '../print.js';
import type { WatchSettings } from './options.js';
import { keepState } from './state-file.js';
import { windowLines } from './window-lines.js';

export interface LiveOptions {
  readonly plan: Plan;
  readonly settings: WatchSettings;
  readonly options: RenderOptions;
  readonly context: CliContext;
}

/** What a view does: it is told once, and ended once before the summary is printed. */
export interface View {
  begin(view: LiveView): void;
  end(): Promise<void>;
}

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
        folder: process.cwd(),
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
