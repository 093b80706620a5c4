import { dryRun } from '../../job/dry-run.js';
import { printSchedule, SCHEDULERS } from '../../job/schedule/print/index.js';
import { windowsUser } from '../../job/schedule/print/task.js';
import { usageError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { findJob, JOB_NAMES } from '../../settings/job/find-job.js';
import { loadJob } from '../../settings/job/job-file.js';
import { runRequest } from '../../settings/job/run-request.js';
import { oneOf } from '../../settings/parse-values.js';
import type { RawOptions } from '../../settings/raw-options.js';
import { printable } from '../../text/terminal.js';
import type { Command } from '../command.js';
import type { CliContext } from '../context.js';
import { openOutput } from '../output.js';
import { print } from '../print.js';
import { init } from '../report/init.js';
import { runAtTimes } from '../report/run-every.js';
import { runOnce } from '../report/run-once.js';
import { STATUS_FORMATS, showStatus } from '../report/show-status.js';
import { testNotify } from '../report/test-notify.js';

export const command: Command = {
  operands: '',
  // Its --config is a job file, which has all settings.
  config: null,
  options: {
    config: { describe: `the job file; by default ${JOB_NAMES[0]} or .json here`, group: 'Job:' },
    report: { describe: 'only the report of this name', group: 'Job:' },
    date: { describe: 'make the reports as of this day: a date, or yesterday', group: 'Job:' },
    wait: { describe: 'how long to wait for another run, such as 10m; by default not at all', group: 'Job:' },
    'dry-run': { describe: 'show what would be read and written', isSwitch: true, group: 'Job:' },
    reread: {
      describe: 'count again, by the current rules, what is still on disk, and replace its counts',
      isSwitch: true,
      group: 'Job:',
    },
    init: { describe: 'write a job file to start from', isSwitch: true, group: 'Instead of a run:' },
    status: {
      describe: 'show the state of the job; exit status 1 if something is wrong',
      isSwitch: true,
      group: 'Instead of a run:',
    },
    'test-notify': {
      describe: 'send a test message to each channel of the job; exit status 1 if one does not take it',
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
      describe: "keep running, at the times of a cron expression, or of the job's with: schedule",
      group: 'Instead of a run:',
    },
    'print-schedule': {
      describe: `print what to install: ${SCHEDULERS.join(', ')}`,
      choices: SCHEDULERS,
      group: 'Instead of a run:',
    },
    output: { describe: 'file for what --print-schedule prints', short: 'o', group: 'Instead of a run:' },
  },
  examples: [
    ['$0 report --init', 'write a job file; then edit inputs, tz and reports'],
    ['$0 report', 'read what is new, make the reports that are due'],
    ['$0 report --report daily --date 2026-11-01', 'one report as on that day'],
    ["$0 report --every '0 6 * * *'", 'keep running, each morning at six'],
    ['$0 report --reread --dry-run', 'what would be counted again, and what is missing'],
    ['$0 report --status -f json', 'for a monitor'],
    ['$0 report --test-notify', 'whether mail, chat and commands work'],
    ['$0 report --print-schedule systemd', 'a service and a timer'],
  ],
  notes: 'Each line of the logs is counted once, through rotation and whatever happens to a run.',
  exits: {
    done: 'done',
    negative:
      'a rule of a report is broken; with --status: something is overdue or has failed; with --test-notify: a channel does not work',
    usage: 'the call or the job file is wrong; nothing was read',
    incomplete: 'some input could not be read whole, or the run failed',
  },
  run,
};

async function run(raw: RawOptions, context: CliContext): Promise<ExitStatus> {
  // The database runs on it, and is asked one thing at a time.
  context.keepPoolSmall?.();
  if (raw.operands.length > 0) {
    throw usageError(
      `report: expected options only; got ${JSON.stringify(raw.operands[0])}`,
      'what is read stands in the job file',
    );
  }
  const config = raw.value('config')?.text;
  if (raw.flag('init')) return init(config ?? JOB_NAMES[0], context);
  const job = await loadJob(config ?? findJob(), context.now());
  const [scheduler, format, every] = [raw.value('print-schedule'), raw.value('format'), raw.value('every')];
  const output = raw.value('output');
  if (output !== null && scheduler === null) {
    throw usageError(
      `${output.label}: expected with --print-schedule; got it alone`,
      "a report's files stand in the job file",
    );
  }
  if (scheduler !== null) {
    const user = windowsUser(context.env);
    const text = printSchedule(oneOf(scheduler, SCHEDULERS), job, { argv: context.program, user });
    await writeText(text, output?.text ?? null, context);
    return EXIT_STATUS.done;
  }
  if (raw.flag('test-notify')) return testNotify(job, context);
  if (raw.flag('status')) return showStatus(job, format === null ? 'text' : oneOf(format, STATUS_FORMATS), context);
  const request = runRequest(raw, job, context.now());
  if (raw.flag('dry-run')) {
    const lines = await dryRun(job, { ...request, now: context.now, warn: context.warn });
    await print(lines.map((line) => `${printable(line)}\n`).join(''), context);
    return EXIT_STATUS.done;
  }
  return every === null ? runOnce(job, request, context) : runAtTimes(job, request, every, context);
}

async function writeText(text: string, file: string | null, context: CliContext): Promise<void> {
  const output = await openOutput(file, 'programs', context);
  try {
    await output.write(text);
    await output.commit();
  } finally {
    await output.discard();
  }
}
