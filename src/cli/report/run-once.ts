/** One run of a job from the command line: what it prints, the status file that it leaves, and the alarm when it fails. */
import { HistoryLocked } from '../../history/store/open.js';
import { alarm } from '../../job/deliver.js';
import { errorMessage } from '../../job/notify/message.js';
import { runJob } from '../../job/run.js';
import type { RunResult } from '../../job/run-options.js';
import { type BrokenReport, type LastRun, readStatus, type StatusFile, statusPath } from '../../job/status.js';
import { DAY_MS } from '../../model/calendar.js';
import { LogscanError } from '../../model/errors.js';
import { EXIT_STATUS, type ExitStatus } from '../../model/exit-status.js';
import { VERSION } from '../../model/version.js';
import type { Job } from '../../settings/job/job.js';
import type { RunRequest } from '../../settings/job/run-request.js';
import { jsonDocument } from '../../text/escape.js';
import { printable } from '../../text/terminal.js';
import { plural } from '../../text/words.js';
import { formatInstant } from '../../time/instants.js';
import type { CliContext } from '../context.js';
import { tell } from '../print.js';
import { saveArtefact } from './save-artefact.js';

/** While runs go on failing, the channels are notified once in this time. */
const ALARM_EVERY = DAY_MS;

export async function runOnce(job: Job, request: RunRequest, context: CliContext): Promise<ExitStatus> {
  const started = context.now();
  const { env, signal, now } = context;
  const said: string[] = [];
  let result: RunResult;
  try {
    result = await runJob(job, {
      ...request,
      signal,
      env,
      now,
      version: VERSION,
      progress: (message) => said.push(message),
      warn: context.warn,
      save: (artefact) => saveArtefact(artefact, context),
    });
  } catch (error) {
    // Whoever called, or ended it, sees these; they are no reason for an alarm.
    if (error instanceof HistoryLocked || (signal.aborted && error instanceof LogscanError)) throw error;
    if (error instanceof LogscanError && error.code === 'usage') throw error;
    await failed(job, started, error, context);
    throw error instanceof LogscanError ? error : new LogscanError('internal', reasonOf(error));
  }
  // Names of files may hold anything.
  for (const line of said) await tell(`${printable(line)}\n`, context);
  const { read, reports, newestEvent, unsent, notices, editions } = result;
  if (said.length === 0) await tell(`nothing new in ${read.files} ${plural(read.files, 'file')}\n`, context);
  const incomplete = read.failures.size > 0 || read.gaps.length > 0;
  const broken = reports.some(({ outcome, verdict }) => outcome !== 'same' && verdict === 'fail');
  const exitStatus = incomplete ? EXIT_STATUS.incomplete : broken ? EXIT_STATUS.negative : EXIT_STATUS.done;
  if (signal.aborted) return exitStatus;
  const before = readStatus(job.history);
  const ended = formatInstant(now());
  const lastRun: LastRun = {
    started: formatInstant(started),
    ended,
    exitStatus,
    bytes: read.totals.bytes,
    lines: read.totals.lines,
    events: read.totals.events,
    reports: reports.map(
      ({ name, period, outcome, verdict }) =>
        `${name} ${period}: ${WORDS[outcome]}${verdict === null ? '' : ` (${verdict})`}`,
    ),
    notices,
  };
  await write(
    job,
    {
      ...before,
      job: job.file,
      lastRun,
      // A broken rule is what the run was to find out; unread input is not.
      lastSuccess: incomplete ? before.lastSuccess : lastRun.started,
      lastError: incomplete ? { at: ended, message: notices[0] ?? 'some input could not be read' } : before.lastError,
      lastAlarm: incomplete ? before.lastAlarm : null,
      newestEvent: newestEvent === null ? before.newestEvent : formatInstant(newestEvent),
      unsent,
      broken: brokenOf(reports, before.broken),
      editions,
    },
    context,
  );
  return exitStatus;
}

const WORDS = { made: 'made', again: 'made again', same: 'as it was' } as const;

/** Reports that this run did not look at stay as they are. */
function brokenOf(reports: RunResult['reports'], before: StatusFile['broken']): BrokenReport[] {
  const looked = new Map(reports.map((report) => [report.name, report]));
  const broken = [...looked.values()].flatMap(({ name, period, verdict }) =>
    verdict === 'fail' || verdict === 'warn' ? [{ name, period, verdict }] : [],
  );
  return [...before.filter(({ name }) => !looked.has(name)), ...broken];
}

async function failed(job: Job, started: number, error: unknown, context: CliContext): Promise<void> {
  const { now, env, signal } = context;
  const message = reasonOf(error);
  const before = readStatus(job.history);
  const ended = formatInstant(now());
  const isNews = before.lastAlarm === null || now() - Date.parse(before.lastAlarm) >= ALARM_EVERY;
  if (isNews) await alarm(job, errorMessage(job.file, message), { env, signal, warn: context.warn });
  const lastRun = {
    started: formatInstant(started),
    ended,
    exitStatus: EXIT_STATUS.incomplete,
    bytes: 0,
    lines: 0,
    events: 0,
    reports: [],
    notices: [],
  };
  const status: StatusFile = {
    ...before,
    job: job.file,
    lastRun,
    lastError: { at: ended, message },
    lastAlarm: isNews ? ended : before.lastAlarm,
  };
  // The disk may be what failed.
  await write(job, status, context).catch(() => {});
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}

async function write(job: Job, status: StatusFile, context: CliContext): Promise<void> {
  await saveArtefact(
    { path: statusPath(job.history), format: 'json', text: [jsonDocument(status)], write: async () => {} },
    context,
  );
}
