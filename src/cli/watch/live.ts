/** A live run and its views, of which each has a file of its own. */
import { resolve } from 'node:path';
import type { Summary } from '../../model/summary.js';
import { tableRenderer } from '../../report/table/index.js';
import { STDIN_NAME } from '../../text/source-name.js';
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
    // The terminal may have another size by now.
    const { isTerminal, columns, rows } = context.stdout;
    const size = isTerminal ? { width: columns ?? options.width, height: rows ?? options.height ?? null } : {};
    for (const line of render(summary, { ...options, ...size })) await print(line, context);
  }
  return summary;
}

async function viewsOf(asked: LiveOptions): Promise<View[]> {
  const { format, serve } = asked.settings;
  // First: where it cannot listen nothing is begun.
  const served = serve === null ? [] : [await (await import('./serve.js')).serveView(asked, serve)];
  if (format === 'ndjson') return [...served, windowLines(asked)];
  return format === 'table' ? [...served, ...(await onTerminal(asked))] : served;
}

/** What people see of a run while it goes on: a screen, or lines; nothing where nobody looks on. */
async function onTerminal(asked: LiveOptions): Promise<View[]> {
  const { settings, plan, context } = asked;
  const { stdin, stdout, env } = context;
  // Who types the log sees it, and has no keys left for a screen.
  const isTyped = stdin.isTerminal && plan.files.includes(STDIN_NAME);
  if (settings.isPlain || (stdout.isTerminal && (env.TERM === 'dumb' || isTyped))) {
    return [(await import('./change-lines.js')).changeLines(asked)];
  }
  if (!stdout.isTerminal || context.terminal === undefined) return [];
  const terminal = await context.terminal();
  return [(await import('./screen/index.js')).screen(asked, terminal)];
}
