import { existsSync } from 'node:fs';
import { History } from '../../history/history.js';
import { type HistoryInfo, infoOf } from '../../history/info.js';
import { EXPORTS, exportTable, query } from '../../history/query.js';
import { verify } from '../../history/verify.js';
import { usageError } from '../../model/errors.js';
import { parseDuration } from '../../settings/duration.js';
import type { Job } from '../../settings/job/job.js';
import { findJob, loadJob } from '../../settings/job/job-file.js';
import { notAmong, oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { jsonDocument } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { ROW_FORMATS, rowRenderer } from '../history/rows.js';
import { save } from '../report/save.js';

const ACTIONS = ['info', 'query', 'export', 'prune', 'verify'] as const;

export const command: Command = {
  operands: 'info | query SQL | export | prune | verify',
  // Their --config is a job file, which says everything itself.
  config: null,
  options: {
    config: {
      describe: 'the job file whose history it is; else ptk-logscan.report.yaml or .json here',
      group: 'History:',
    },
    history: { describe: 'the history itself, without a job file', group: 'History:' },
    wait: { describe: 'how long to wait for a run to end, such as 10m; else not at all', group: 'History:' },
    format: {
      describe: 'of query: table, csv, ndjson; of export: parquet, csv; of info: text, json',
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
    ['$0 history prune', 'make coarse and forget what the job no longer keeps'],
    ['$0 history verify', 'whether it agrees with itself'],
  ],
  notes:
    'Tables to query: minute_counts, hour_counts and day_counts (log, code, first and second of the keys, begins, n); ' +
    'counts, reads, untimed, logs, groups, streams, shared, files, gaps, runs, reports, outbox, meta. Times are UTC.\n' +
    'Exit status: 0 done; 1 verify found something; 2 the call is wrong; 3 the history cannot be read, or a run has it.',
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<number> {
  const [word, ...rest] = raw.operands;
  const given = { label: 'history', text: word ?? '' };
  const action = ACTIONS.find((each) => each === word);
  if (action === undefined) throw notAmong(given, ACTIONS);
  if (action === 'query' ? rest.length !== 1 : rest.length > 0) {
    throw usageError(
      `history ${action}: expected ${action === 'query' ? 'one query in quotes' : 'nothing more'}; got ${rest.length} words`,
    );
  }
  const wait = raw.one('wait');
  const options = {
    wait: wait === null ? 0 : parseDuration(wait.text, wait.label),
    signal: context.signal,
    warn: context.warn,
  };
  const job = await jobOf(raw, context);
  if (action === 'prune') return prune(job, options, context);
  const history = await History.read(typeof job === 'string' ? job : job.history, options);
  try {
    switch (action) {
      case 'info':
        return await info(history, raw, context);
      case 'query':
        return await runQuery(history, rest[0]!, raw, context);
      case 'export':
        return await exportTo(history, raw, context);
      case 'verify':
        return await runVerify(history, context);
    }
  } finally {
    history.close();
  }
}

/** The job, or the path of a history. */
async function jobOf(raw: RawOptions, context: CliContext): Promise<Job | string> {
  const history = raw.one('history');
  const config = raw.one('config');
  if (history !== null && config !== null) throw usageError('history: expected --config or --history; got both');
  return history?.text ?? loadJob(config?.text ?? findJob(), context.now());
}

async function prune(
  job: Job | string,
  options: { wait: number; signal: AbortSignal; warn: (message: string) => void },
  context: CliContext,
): Promise<number> {
  if (typeof job === 'string')
    throw usageError('history prune: expected a job file, which says how long counts are kept; got --history');
  const { plan, retention, history: file } = job;
  if (!existsSync(file)) throw usageError(`${file}: there is no history yet`, 'ptk-logscan report makes it');
  const history = await History.write(file, { zone: plan.timeZone, rules: null, ...options });
  try {
    const pruned = await history.prune(retention, context.now());
    const text =
      pruned === null
        ? 'nothing to prune\n'
        : `minutes dropped from ${pruned.hourRows} rows; ${pruned.dayRows} rows made days; ${pruned.events} events forgotten; ` +
          `${pruned.streams} texts and ${pruned.runs} runs forgotten\n`;
    await context.stdout.write(text);
    return 0;
  } finally {
    history.close();
  }
}

async function info(history: History, raw: RawOptions, context: CliContext): Promise<number> {
  const format = raw.one('format');
  const found = await infoOf(history);
  const isJson = format !== null && oneOf(format, ['text', 'json']) === 'json';
  await context.stdout.write(isJson ? jsonDocument(found) : infoText(found));
  return 0;
}

function infoText(found: HistoryInfo): string {
  const rows: [string, string][] = [
    ['file', `${found.file}, ${found.bytes + found.logBytes} bytes, version ${found.version}`],
    ['zone', found.timeZone],
    ['events', found.first === null ? 'none' : `${found.first} to ${found.last}`],
    ['rows', `${found.rows}, of which ${found.rowsWithMinutes} by the minute`],
    ['texts', `${found.texts}, of which ${found.textsGone} are gone; in ${found.files} files`],
    ['runs', String(found.runs)],
    ...found.editions.map(({ edition, lines, events, runs, since }): [string, string] => [
      'rules',
      `edition ${edition}: ${lines} lines, ${events} events, ${runs} runs${since === null ? '' : ` since ${since}`}`,
    ]),
    ...found.gaps.map((gap): [string, string] => ['gap', gap]),
    ...found.logs.map(({ name, lines, bytes, events, untimed, pruned }): [string, string] => [
      'log',
      `${name}: ${lines} lines, ${bytes} bytes, ${events} events` +
        `${untimed > 0 ? `, ${untimed} without a time` : ''}${pruned > 0 ? `, ${pruned} no longer kept` : ''}`,
    ]),
  ];
  return rows.map(([name, value]) => `${name.padEnd(7)} ${printable(value)}\n`).join('');
}

async function runQuery(history: History, sql: string, raw: RawOptions, context: CliContext): Promise<number> {
  const format = raw.one('format');
  const render = rowRenderer(format === null ? 'table' : oneOf(format, ROW_FORMATS));
  await query(history, sql, async (rows, names) => {
    const text = render(rows, names);
    if (text !== '') await context.stdout.write(text);
  });
  return 0;
}

async function exportTo(history: History, raw: RawOptions, context: CliContext): Promise<number> {
  const output = raw.one('output');
  if (output === null) throw usageError('history export: expected --output FILE; got none');
  const given = raw.one('format');
  const ending = /\.(parquet|csv)$/i.exec(output.text)?.[1]?.toLowerCase();
  const format = given === null ? (ending ?? 'parquet') : oneOf(given, ['parquet', 'csv']);
  const table = raw.one('table');
  const which = table === null ? EXPORTS[0] : oneOf(table, EXPORTS);
  await save(
    {
      path: output.text,
      format: 'parquet',
      text: null,
      write: (file) => exportTable(history, which, format as 'parquet' | 'csv', file),
    },
    context,
  );
  return 0;
}

async function runVerify({ db, file }: History, context: CliContext): Promise<number> {
  const problems = await verify(db);
  await context.stdout.write(
    problems.length === 0 ? `${file}: all is well\n` : `${problems.map(printable).join('\n')}\n`,
  );
  return problems.length === 0 ? 0 : 1;
}
