import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dryRun } from '../../job/dry-run.js';
import { runEvery } from '../../job/schedule/every.js';
import { printSchedule, SCHEDULERS } from '../../job/schedule/print/index.js';
import { healthOf, readStatus } from '../../job/status.js';
import { JOB_TEMPLATE } from '../../job/template.js';
import { LogscanError, usageError } from '../../model/errors.js';
import { parseDuration } from '../../settings/duration.js';
import type { Job } from '../../settings/job/job.js';
import { findJob, JOB_NAMES, loadJob } from '../../settings/job/job-file.js';
import { notAmong, oneOf, withLabel } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { jsonDocument } from '../../text/escape.js';
import { writeReason } from '../../text/system-errors.js';
import { printable } from '../../text/terminal.js';
import { checkCron } from '../../time/cron.js';
import { parseInstant } from '../../time/instants.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { runOnce, type Wanted } from '../report/run-once.js';
import { statusText } from '../report/status-text.js';

const STATUS_FORMATS = ['text', 'json'] as const;

export const command: Command = {
  operands: '',
  // Their --config is a job file, which says everything itself.
  config: null,
  options: {
    config: { describe: `the job file; else ${JOB_NAMES[0]} or .json here`, group: 'Job:' },
    report: { describe: 'only the report of this name', group: 'Job:' },
    date: { describe: 'as on this day: a date, or yesterday', group: 'Job:' },
    wait: { describe: 'how long to wait for another run, such as 10m; else not at all', group: 'Job:' },
    'dry-run': { describe: 'say what would be read and written', isSwitch: true, group: 'Job:' },
    reread: {
      describe: 'count anew, by the present rules, what is still on disk, in the place of what was counted of it',
      isSwitch: true,
      group: 'Job:',
    },
    init: { describe: 'write a job file to start from', isSwitch: true, group: 'Instead of a run:' },
    status: {
      describe: 'how it is doing; exit status 1 where something is wrong',
      isSwitch: true,
      group: 'Instead of a run:',
    },
    format: {
      describe: `of --status: ${STATUS_FORMATS.join(', ')}`,
      short: 'f',
      choices: STATUS_FORMATS,
      default: 'text',
      group: 'Instead of a run:',
    },
    every: {
      describe: "stay up and run at the times of a cron expression, or of the job's: schedule",
      group: 'Instead of a run:',
    },
    'print-schedule': {
      describe: `what to install: ${SCHEDULERS.join(', ')}`,
      choices: SCHEDULERS,
      group: 'Instead of a run:',
    },
  },
  examples: [
    ['$0 report --init', 'write a job file; then edit inputs, tz and reports'],
    ['$0 report', 'read what is new, make the reports that are due'],
    ['$0 report --report daily --date 2026-11-01', 'one report as on that day'],
    ["$0 report --every '0 6 * * *'", 'stay up, each morning at six'],
    ['$0 report --reread --dry-run', 'what would be counted anew, and what is gone'],
    ['$0 report --status -f json', 'for a monitor'],
    ['$0 report --print-schedule systemd', 'a service and a timer'],
  ],
  notes:
    'Each line of the logs is counted once, through rotation and whatever happens to a run.\n' +
    'Exit status: 0 done; 1 a rule of a report is broken (with --status: something is overdue or has failed); ' +
    '2 the call or the job is wrong; 3 some input could not be read whole, or the run failed.',
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<number> {
  if (raw.operands.length > 0) {
    throw usageError(
      `report: expected options only; got ${JSON.stringify(raw.operands[0])}`,
      'what is read stands in the job file',
    );
  }
  const given = raw.one('config');
  if (raw.flag('init')) return init(given?.text ?? JOB_NAMES[0], context);
  const job = await loadJob(given?.text ?? findJob(), context.now());
  const scheduler = raw.one('print-schedule');
  if (scheduler !== null) {
    const expression = job.schedule;
    if (expression === null) throw usageError(`${job.file}: schedule: expected a cron expression to print; got none`);
    await context.stdout.write(printSchedule(oneOf(scheduler, SCHEDULERS), job, expression, { argv: context.program }));
    return 0;
  }
  if (raw.flag('status')) return status(job, raw, context);
  const wanted = wantedOf(raw, job, context);
  if (raw.flag('dry-run')) {
    const options = { ...wanted, now: context.now, warn: context.warn };
    for (const line of await dryRun(job, options)) await context.stdout.write(`${printable(line)}\n`);
    return 0;
  }
  const every = raw.one('every');
  if (every === null) return runOnce(job, wanted, context);
  if (wanted.reread) throw usageError('--every: expected without --reread, which is done once; got both');
  const zone = job.plan.timeZone.name;
  const expression =
    every.text === 'schedule' && job.schedule !== null ? job.schedule : checkCron(every.text, zone, every.label);
  const { lastRun } = readStatus(job.history);
  await runEvery(
    {
      expression,
      zone,
      last: lastRun === null ? null : Date.parse(lastRun.started),
      signal: context.signal,
      waiting: (next) => context.warn(`next run ${new Date(next).toISOString()}`),
    },
    async () => {
      // A failed run is told, and the next one comes all the same.
      await runOnce(job, wanted, context).catch((error: unknown) => {
        if (!(error instanceof LogscanError)) throw error;
        context.warn(error.message);
      });
    },
  );
  return 0;
}

async function init(path: string, context: CliContext): Promise<number> {
  try {
    await writeFile(path, JOB_TEMPLATE, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw usageError(`${path}: expected a new file; it is there already`);
    }
    throw new LogscanError('output', `${path}: cannot be written: ${writeReason(error)}`);
  }
  const call = (JOB_NAMES as readonly string[]).includes(path) ? '' : ` --config ${path}`;
  await context.stdout.write(
    `${path} is written. Edit inputs, tz and reports in it, then:\n` +
      `  ptk-logscan report${call} --dry-run    what it would read and write\n` +
      `  ptk-logscan report${call}              do it\n`,
  );
  return 0;
}

function wantedOf(raw: RawOptions, job: Job, context: CliContext): Wanted {
  const names = job.reports.map(({ name }) => name);
  const only = raw.all('report').map((given) => {
    if (!names.includes(given.text)) throw notAmong(given, names);
    return given.text;
  });
  const date = raw.one('date');
  const wait = raw.one('wait');
  return {
    only: only.length === 0 ? null : only,
    day: date === null ? null : withLabel(date.label, () => parseInstant(date.text, job.plan.timeZone, context.now())),
    wait: wait === null ? 0 : parseDuration(wait.text, wait.label),
    reread: raw.flag('reread'),
  };
}

async function status(job: Job, raw: RawOptions, context: CliContext): Promise<number> {
  const format = raw.one('format');
  const health = healthOf(job, context.now());
  const isJson = format !== null && oneOf(format, STATUS_FORMATS) === 'json';
  await context.stdout.write(isJson ? jsonDocument(health) : statusText({ ...health, job: basename(job.file) }));
  return health.problems.length > 0 ? 1 : 0;
}
