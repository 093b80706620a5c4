/** A live run and its views, of which each has a file of its own. */
import { resolve } from 'node:path';
import type { Summary } from '../../model/summary.js';
import { STDIN_NAME } from '../../text/source-name.js';
import type { AlertCount, LiveView } from '../../watch/view.js';
import { watchLogs } from '../../watch/watch-logs.js';
import { needStdout } from '../print.js';
import { type AlertsState, AlertsView } from './alerts.js';
import type { LiveOptions, View } from './asked.js';
import { everySummary } from './every.js';
import { failureLines } from './failure-lines.js';
import { printSummary } from './print-summary.js';
import { keepState } from './state-file.js';
import { windowLines } from './window-lines.js';

export async function live(asked: LiveOptions): Promise<Summary> {
  const { plan, settings, context } = asked;
  const alerts =
    asked.file === null
      ? null
      : new AlertsView({ file: asked.file, plan, keep: settings.keep, isKept: settings.state !== null, context });
  const views = [...(await viewsOf(asked, () => alerts?.counts ?? [])), ...(alerts === null ? [] : [alerts])];
  let run: LiveView | null = null;
  const beside = {
    alerts: () => alerts?.data() ?? null,
    settle: async () => await alerts?.settle(),
    told: () => alerts?.version ?? '',
    version: () => run?.version ?? 0,
  };
  const state = settings.state === null ? null : await keepState(settings.state, plan, settings, beside, context);
  if (alerts !== null && state !== null && state.alerts !== null) alerts.restore(state.alerts as AlertsState);
  let summary: Summary;
  try {
    summary = await watchLogs({
      ...{ plan, window: settings.window, keep: settings.keep, lateness: settings.lateness, idle: settings.idle },
      ...{
        now: context.now,
        signal: context.signal,
        warn: context.warn,
        folder: resolve('.'),
        writes: [settings.state, ...asked.outputs.map(({ file }) => file)].filter((file) => file !== null),
      },
      restored: state?.restored ?? null,
      save: state?.save ?? null,
      begin: (view) => {
        run = view;
        for (const each of views) each.begin(view);
      },
    });
  } finally {
    for (const each of views) await each.end();
  }
  await printSummary(summary, asked);
  const failure = state?.failure() ?? null;
  if (failure !== null) throw failure;
  return summary;
}

async function viewsOf(asked: LiveOptions, alerts: () => readonly AlertCount[]): Promise<View[]> {
  const { format, serve, otlp, every, isPlain } = asked.settings;
  // What is written while the run goes on has nobody to tell that it is lost.
  if (format === 'ndjson' || isPlain) needStdout(asked.context);
  // First: where one has nothing to send with, or cannot listen, nothing is begun.
  const sent = otlp === null ? [] : [await (await import('./otlp.js')).otlpView(asked, otlp, alerts)];
  const served = serve === null ? [] : [await (await import('./serve.js')).serveView(asked, serve, alerts)];
  const shown = format === 'ndjson' ? [windowLines(asked)] : format === 'table' ? await onTerminal(asked) : [];
  if (format !== 'table' || shown.length === 0) shown.push(failureLines(asked));
  return [...served, ...sent, ...shown, ...(every === null ? [] : [everySummary(asked, every)])];
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
