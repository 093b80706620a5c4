/** `--every`: the summary at that pace, on standard output and in each file, which is there whole or not at all. */
import { LogscanError } from '../../model/errors.js';
import type { LiveView } from '../../watch/view.js';
import { SummaryOutputs } from '../summary/outputs.js';
import type { LiveOptions, View } from './asked.js';
import { printSummary } from './print-summary.js';

export function everySummary(asked: LiveOptions, pace: number): View {
  const { settings, options, outputs, context } = asked;
  // A screen shows it all the time.
  const isOnScreen = settings.format === 'table' && !settings.isPlain && context.stdout.isTerminal;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  let failed = '';
  const write = async (view: LiveView) => {
    const summary = view.summary();
    if (!isOnScreen) await printSummary(summary, asked);
    const opened = await SummaryOutputs.open(outputs, context);
    try {
      await opened.write(summary, options);
      failed = '';
    } finally {
      await opened.discard();
    }
  };
  const begin = (view: LiveView) => {
    timer = setInterval(() => {
      // One that takes longer than the pace leaves out the next.
      writing ??= write(view)
        .catch((error: unknown) => {
          // The disk may have room again at the next one. What stays wrong is said once.
          if (!(error instanceof LogscanError)) throw error;
          if (error.message !== failed) context.warn(error.message);
          failed = error.message;
        })
        .finally(() => {
          writing = null;
        });
    }, pace);
  };
  const end = async () => {
    if (timer !== null) clearInterval(timer);
    await writing;
  };
  return { begin, end };
}
