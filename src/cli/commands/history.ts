import { History } from '../../history/history.js';
import { EXPORTS } from '../../history/query.js';
import type { ExitStatus } from '../../model/exit-status.js';
import type { Plan } from '../../pipeline.js';
import {
  HISTORY_ACTIONS,
  type HistoryAction,
  historyFormat,
  historyRequest,
} from '../../settings/job/history-request.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { catalogueOf } from '../../settings/scan-plan.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { exportRequest, exportTo } from '../history/export.js';
import { importPartials } from '../history/import.js';
import { showInfo } from '../history/info.js';
import { prune } from '../history/prune.js';
import { runQuery } from '../history/query.js';
import { runVerify } from '../history/verify.js';

const { query: QUERY_FORMATS, export: EXPORT_FORMATS, info: INFO_FORMATS } = HISTORY_ACTIONS;

export const command: Command = {
  operands: 'info | query SQL | export | import FILE… | prune | verify',
  // Its --config is a job file, which has all settings.
  config: null,
  options: {
    config: {
      describe: 'the job file whose history it is; by default ptk-logscan.report.yaml or .json here',
      group: 'History:',
    },
    history: { describe: 'the history itself, without a job file', group: 'History:' },
    as: { describe: 'import: the log that they count as; by default the name of the file', group: 'Import:' },
    'allow-same': {
      describe: 'import: count also what seems to be there, by its content or by its times',
      isSwitch: true,
      group: 'Import:',
    },
    wait: { describe: 'how long to wait for a run to end, such as 10m; by default not at all', group: 'History:' },
    format: {
      describe: `of query: ${QUERY_FORMATS.join(', ')}; of export: ${EXPORT_FORMATS.join(', ')}; of info: ${INFO_FORMATS.join(', ')}`,
      short: 'f',
      group: 'Output:',
    },
    output: { describe: 'file that export writes, whole or not at all', short: 'o', group: 'Output:' },
    table: {
      describe: `what export writes: ${EXPORTS.join(', ')}`,
      choices: EXPORTS,
      default: EXPORTS[0],
      group: 'Output:',
    },
  },
  examples: [
    ['$0 history info', 'what is in it'],
    ["$0 history query 'SELECT code, sum(n) FROM hour_counts GROUP BY code'", 'SQL, read-only'],
    ['$0 history export --format parquet -o counts.parquet', 'counts by the minute'],
    ['$0 history import host*.part', 'what scan --format partial has counted on other hosts'],
    ['$0 history prune', 'make coarse and forget what the job no longer keeps'],
    ['$0 history verify', 'whether it agrees with itself'],
  ],
  notes:
    'Tables to query: minute_counts, hour_counts and day_counts (log, code, first and second of the keys, begins, n); ' +
    'errors_by_day and errors_by_group (events, errors, error_rate); codes (what each code means); counts, reads, untimed, logs, groups, streams, shared, files, gaps, imports, runs, reports, outbox, meta. Times are UTC.',
  exits: {
    done: 'done',
    negative: 'verify found something wrong',
    usage: 'the call is wrong',
    incomplete: 'the history cannot be read, or a run has it',
  },
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  const request = await historyRequest(raw, context.now());
  if (request.action === 'prune') return prune(request, context);
  if (request.action === 'import') return importPartials(request, raw, context);
  const catalogue = request.job?.plan.catalogue ?? (await catalogueOf(null));
  const act = actionOf(request.action, request.sql, raw, catalogue, context);
  const { signal, warn } = context;
  const history = await History.read(request.file, { wait: request.wait, signal, warn });
  try {
    return await act(history);
  } finally {
    history.close();
  }
}

/** What to do with the open history; whatever is wrong with the options is found before it is opened. */
function actionOf(
  action: Exclude<HistoryAction, 'prune' | 'import'>,
  sql: string,
  raw: RawOptions,
  catalogue: Plan['catalogue'],
  context: CliContext,
): (history: History) => Promise<ExitStatus> {
  switch (action) {
    case 'query': {
      const format = historyFormat(raw, action);
      return (history) => runQuery(history, sql, format, catalogue, context);
    }
    case 'export': {
      const request = exportRequest(raw);
      return (history) => exportTo(history, request, context);
    }
    case 'verify':
      return (history) => runVerify(history, context);
    case 'info': {
      const format = historyFormat(raw, action);
      return (history) => showInfo(history, format, context);
    }
  }
}
