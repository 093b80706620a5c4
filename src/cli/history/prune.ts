/** `history prune`: makes coarse what is old, and forgets what the job no longer keeps. */
import { existsSync } from 'node:fs';
import { History } from '../../history/history.js';
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import type { HistoryRequest } from '../../settings/job/history-request.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';

export async function prune({ job, wait }: HistoryRequest, context: CliContext): Promise<ExitStatus> {
  if (job === null) {
    throw usageError('history prune: expected a job file, which says how long counts are kept; got --history');
  }
  const { plan, retention, history: file } = job;
  if (!existsSync(file)) throw usageError(`${file}: there is no history yet`, 'ptk-logscan report makes it');
  const { signal, warn } = context;
  const history = await History.write(file, { zone: plan.timeZone, rules: null, job, wait, signal, warn });
  try {
    const pruned = await history.prune(retention, context.now());
    const text =
      pruned === null
        ? 'nothing to prune\n'
        : `minutes dropped from ${pruned.hourRows} rows; ${pruned.dayRows} rows made days; ${pruned.events} events forgotten; ` +
          `${pruned.streams} texts and ${pruned.runs} runs forgotten\n`;
    await tell(text, context);
    return EXIT_STATUS.done;
  } finally {
    history.close();
  }
}
