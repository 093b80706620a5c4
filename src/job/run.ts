/**
 * One run of a job, in the order of its stages:
 *
 *     history  ◀── what is new in the logs          read/
 *        │
 *        ▼
 *     reports that are due, or that late lines have changed ──▶ files      due.ts, draft.ts
 *        │            └─▶ broken rules ──▶ outbox
 *        ▼
 *     old counts made coarse, the history closed                           open-history.ts
 *        │
 *        ▼
 *     outbox ──▶ channels; how it went beside the history                  deliver.ts, notify/, status.ts
 *
 * If it is killed between any two steps, the next run goes on from there.
 */
import { existsSync } from 'node:fs';
import { allEditions } from '../history/counts/editions.js';
import { clearStale, readStale } from '../history/counts/stale.js';
import type { History } from '../history/history.js';
import { queueNotification } from '../history/outbox.js';
import { beginRun, endRun, lastLook, madeReports, saveNotices, saveReport } from '../history/runs.js';
import { orderNeededBy } from '../scan/impossible-date.js';
import type { Job } from '../settings/job/job.js';
import { periodName } from '../settings/job/output-paths.js';
import type { RunRequest } from '../settings/job/run-request.js';
import { refuseInputs } from '../sources/no-output.js';
import { type Artefact, artefacts, checkForms } from './artefacts.js';
import { Delivery } from './deliver.js';
import { type Draft, draft } from './draft.js';
import { type Due, dueInstant, dueReports, MOST_MADE, stateText } from './due.js';
import { reportMessage } from './notify/message.js';
import type { Env } from './notify/secrets.js';
import type { NotificationPayload } from './notify/send.js';
import { openHistory } from './open-history.js';
import { knownTexts } from './read/known-texts.js';
import { rangeCounter } from './read/range-counter.js';
import { LogReader, type ReadResult } from './read/reader.js';
import { ReplacedCounts } from './read/replaced-counts.js';
import { shownName } from './read/shown-name.js';
import type { AtStep } from './read/steps.js';
import { remakeReason } from './remake-reason.js';
import { countAgain } from './reread.js';

export interface RunOptions extends RunRequest {
  readonly signal: AbortSignal;
  readonly env: Env;
  readonly now: () => number;
  /** The program's version, for the history's list of runs. */
  readonly version: string;
  /** What is done, one line each. */
  readonly progress: (message: string) => void;
  /** What is wrong, one line each. */
  readonly warn: (message: string) => void;
  /** Writes a file, whole or not at all; makes its folder. */
  readonly save: (artefact: Artefact) => Promise<void>;
  /** Told of each step of reading before it is taken: tests change the disk between any two. */
  readonly atStep?: AtStep | undefined;
}

export interface RunResult {
  readonly read: ReadResult;
  readonly reports: readonly ReportResult[];
  /** What readers of the status should know, one sentence each. */
  readonly notices: readonly string[];
  readonly newestEvent: number | null;
  readonly unsent: number;
  /** Editions of the rules with which the history's counts were made, ascending. */
  readonly editions: readonly number[];
}

export interface ReportResult {
  readonly name: string;
  readonly period: string;
  /** `same`: it exists and would be no different. */
  readonly outcome: 'made' | 'again' | 'same';
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  readonly outputs: readonly string[];
  readonly note: string | null;
}

export async function runJob(job: Job, options: RunOptions): Promise<RunResult> {
  await checkForms(job, options.only);
  const history = await openHistory(job, options);
  const run = new Run(job, options, history);
  let result: RunResult;
  let delivery: Delivery | null;
  try {
    result = await run.all();
    delivery = options.signal.aborted ? null : await Delivery.begin(history, job, { ...options, warn: run.notice });
    await history.settle();
  } finally {
    history.close();
  }
  if (delivery === null) return result;
  const unsent = await delivery.finish(async () => {
    const wait = options.signal.aborted ? 0 : Math.max(options.wait, RECORD_WAIT_MS);
    const again = await openHistory(job, { ...options, wait });
    await run.saveNotices(again);
    return again;
  });
  return { ...result, unsent };
}

/** What was sent is recorded after a wait of at least so many milliseconds for another run; else that one records it. */
const RECORD_WAIT_MS = 1000;

class Run {
  readonly #job: Job;
  readonly #options: RunOptions;
  readonly #history: History;
  readonly #notices: string[] = [];
  #id: number | null = null;

  constructor(job: Job, options: RunOptions, history: History) {
    this.#job = job;
    this.#options = options;
    this.#history = history;
  }

  async all(): Promise<RunResult> {
    const { now, signal } = this.#options;
    const { read, newestEvent } = await this.#read();
    const reports = signal.aborted ? [] : await this.#reports(read);
    if (!signal.aborted && this.#id !== null) await this.#history.prune(this.#job.retention, now());
    const error = read.isSettled ? null : signal.aborted ? 'interrupted' : 'not all files could be looked at';
    if (this.#id !== null) await endRun(this.#history.db, this.#id, now(), read.totals, this.#notices, error);
    const editions = await allEditions(this.#history.db);
    return { read, reports, notices: this.#notices, newestEvent, unsent: 0, editions };
  }

  /** Saves what came after its end: notifications that could not be sent are among the notices. */
  async saveNotices({ db }: History): Promise<void> {
    if (this.#id !== null) await saveNotices(db, this.#id, this.#notices);
  }

  /** Called before the first change, so that a run with nothing to do leaves no trace. */
  async #begin(): Promise<void> {
    this.#id ??= await beginRun(this.#history.db, this.#options.now(), this.#options.version);
  }

  async #read(): Promise<{ read: ReadResult; newestEvent: number | null }> {
    const { plan, folder } = this.#job;
    const { progress, warn, now, signal, reread } = this.#options;
    const known = await knownTexts(this.#history);
    const replaced = reread ? new ReplacedCounts(this.#history.db, known) : null;
    const counter = rangeCounter(plan, signal);
    const reader = new LogReader(this.#history, known, {
      files: plan.files,
      recursive: plan.recursive,
      folder,
      ...counter,
      onOtherOrder: (source, line) =>
        warn(`${source}: this date is only possible with date-order: ${orderNeededBy(line, plan.rules)}: ${line}`),
      now,
      lastLook: await lastLook(this.#history.db),
      begin: () => this.#begin(),
      replaced,
      progress,
      atStep: this.#options.atStep,
    });
    if (replaced !== null) await this.#begin();
    const again = { known, replaced, signal, now, progress, warn, shown: (name: string) => shownName(name, folder) };
    const reading = replaced === null ? reader.read() : countAgain(this.#history, reader, { ...again, replaced });
    const read = await reading.finally(() => counter.threads?.close());
    for (const [name, reason] of read.failures) this.notice(`${name}: ${reason}`);
    for (const { reason } of read.gaps) this.notice(reason);
    for (const notice of read.notices) this.notice(notice);
    if (read.totals.untimed > 0) {
      this.notice(`${read.totals.untimed} new events have no time: reports count them as filtered`);
    }
    let newest = Number.NEGATIVE_INFINITY;
    for (const { lastEvent } of known.all()) if (lastEvent > newest) newest = lastEvent;
    return { read, newestEvent: Number.isFinite(newest) ? newest : null };
  }

  readonly notice = (message: string): void => {
    this.#notices.push(message);
    this.#options.warn(message);
  };

  async #reports({ failures }: ReadResult): Promise<ReportResult[]> {
    const { db } = this.#history;
    const { plan } = this.#job;
    const { day, only, now, signal } = this.#options;
    const stale = await readStale(db);
    const context = { at: dueInstant(day, now(), plan.timeZone), only, stale, partial: failures.size > 0 };
    const results: ReportResult[] = [];
    for (const due of dueReports(this.#job, await madeReports(db, MOST_MADE), context)) {
      if (signal.aborted) return results;
      results.push(await this.#report(due, failures));
    }
    // Other reports may still have to be made again: they need the stale period.
    if (stale !== null && only === null) await db.transaction(() => clearStale(db));
    return results;
  }

  async #report(due: Due, failures: ReadonlyMap<string, string>): Promise<ReportResult> {
    const { report, period, made, needsMaking } = due;
    const zone = this.#job.plan.timeZone;
    const name = periodName(period, zone);
    const same = (): ReportResult => ({
      name: report.name,
      period: name,
      outcome: 'same',
      verdict: made!.verdict,
      outputs: made!.outputs,
      note: null,
    });
    if (!needsMaking) return same();
    const done = await draft(this.#history, this.#job, report, period, failures);
    const isThere = made !== null && made.definition === report.definition && isWritten(made.outputs);
    if (isThere && made.state === stateText(done.state, done.isPartial)) return same();
    const reason =
      made === null || made.definition !== report.definition ? null : remakeReason(made, done, this.#options.reread);
    await this.#begin();
    const files = await artefacts(this.#job, done, reason, this.#options.now(), this.#options.signal);
    await refuseInputs(
      files.map(({ path }) => path),
      this.#job.plan,
    );
    for (const file of files) await this.#options.save(file);
    const outputs = files.map(({ path }) => path);
    await this.#remember(due, done, outputs, reason);
    const result: ReportResult = {
      name: report.name,
      period: name,
      outcome: reason === null ? 'made' : 'again',
      verdict: done.verdict,
      outputs,
      note: reason,
    };
    if (reason !== null) this.#notices.push(`${report.name} ${name}: ${reason}`);
    for (const note of done.editionNotes) this.#notices.push(`${report.name} ${name}: ${note}`);
    this.#options.progress(
      `${report.name} ${name}: ${reason ?? 'made'}${done.verdict === null ? '' : ` (${done.verdict})`}`,
    );
    for (const { state, name: rule, seen, limit } of done.check?.rules ?? []) {
      if (state === 'fail' || state === 'warn') this.#options.progress(`  ${state} ${rule}: ${seen}, ${limit}`);
    }
    for (const output of outputs) this.#options.progress(`  ${output}`);
    return result;
  }

  /** Saves the report, and queues its notifications, in one transaction. */
  async #remember(
    { report, period, made }: Due,
    done: Draft,
    outputs: readonly string[],
    reason: string | null,
  ): Promise<void> {
    const { db } = this.#history;
    const now = this.#options.now();
    const { file, plan, channels } = this.#job;
    const shown = outputs.map((path) => shownName(path, this.#job.folder));
    const message = reportMessage(file, done, shown, reason, plan.timeZone);
    const wanted = channels.filter(
      ({ on }) => on.has('report') || (message.occasion !== 'report' && on.has(message.occasion)),
    );
    // The channels have this verdict already: that some late lines were counted is no news to them.
    const isKnown = made !== null && made.definition === report.definition && made.verdict === done.verdict;
    const notified = wanted.filter(({ on }) => !isKnown || on.has('report'));
    const html = notified.some(({ target }) => target.kind === 'email') ? await this.#html(done, reason) : null;
    await db.transaction(async () => {
      await saveReport(db, {
        name: report.name,
        period,
        definition: report.definition,
        rolling: report.period.rolling,
        made: now,
        revision: reason === null ? 1 : made!.revision + 1,
        state: stateText(done.state, done.isPartial),
        events: done.summary.totals.events,
        verdict: done.verdict,
        outputs,
      });
      for (const { name, target } of notified) {
        const payload: NotificationPayload = { message, html: target.kind === 'email' ? html : null };
        await queueNotification(db, name, message.subject, JSON.stringify(payload), now);
      }
    });
  }

  async #html(done: Draft, reason: string | null): Promise<string> {
    const report = { ...done.report, outputs: [{ format: 'html', path: 'report.html' } as const] };
    const { now, signal } = this.#options;
    const [artefact] = await artefacts(this.#job, { ...done, report }, reason, now(), signal);
    return [...artefact!.text!].join('');
  }
}

function isWritten(outputs: readonly string[]): boolean {
  return outputs.every(existsSync);
}
