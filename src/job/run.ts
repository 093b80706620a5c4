/**
 * One run of a job, in the order of its stages:
 *
 *     history  ◀── what is new in the logs          read/
 *        │
 *        ▼
 *     reports that are due, or that late lines have changed ──▶ files      due.ts, draft.ts
 *        │            └─▶ broken rules ──▶ outbox ──▶ channels             notify/
 *        ▼
 *     old counts made coarse; how it went beside the history               status.ts
 *
 * If it is killed between any two steps, the next run goes on from there.
 */
import { existsSync } from 'node:fs';
import { allEditions } from '../history/counts/editions.js';
import { clearStale, readStale } from '../history/counts/stale.js';
import { History } from '../history/history.js';
import { queueNotification } from '../history/outbox.js';
import { beginRun, endRun, lastRun, madeReports, saveReport } from '../history/runs.js';
import { compileKernel } from '../kernel/load.js';
import { orderNeededBy } from '../scan/impossible-date.js';
import { Scanner } from '../scan/scanner.js';
import type { Job } from '../settings/job/job.js';
import { periodName } from '../settings/job/output-paths.js';
import type { RunRequest } from '../settings/job/run-request.js';
import { WindowCutter } from '../time/windows.js';
import { type Artefact, artefacts } from './artefacts.js';
import { deliverQueued } from './deliver.js';
import { type Draft, draft } from './draft.js';
import { type Due, dueInstant, dueReports, MOST_MADE, stateText } from './due.js';
import { reportMessage } from './notify/message.js';
import type { Env } from './notify/secrets.js';
import type { NotificationPayload } from './notify/send.js';
import { LogReader, type ReadResult } from './read/reader.js';
import { ReplacedCounts } from './read/replaced-counts.js';
import { shownName } from './read/shown-name.js';
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
  const { plan } = job;
  const history = await History.write(job.history, {
    zone: plan.timeZone,
    rules: rulesOf(job),
    wait: options.wait,
    signal: options.signal,
    warn: options.warn,
  });
  try {
    return await new Run(job, options, history).all();
  } finally {
    history.close();
  }
}

/** How lines are read, as far as counts depend on it. For the edition of the rules see history/store/settings.ts. */
function rulesOf({ plan: { rules, count, groupKeys } }: Job): string {
  const { codeKeys, ignoreKeys, labelled, dateOrder, year } = rules;
  return JSON.stringify({ count, dateOrder, year, codeKeys, ignoreKeys, labelled, groupKeys });
}

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
    const unsent = signal.aborted
      ? 0
      : await deliverQueued(this.#history.db, this.#job, {
          ...this.#options,
          warn: (message) => this.#notice(message),
        });
    if (!signal.aborted && this.#id !== null) await this.#history.prune(this.#job.retention, now());
    if (this.#id !== null) await endRun(this.#history.db, this.#id, now(), read.totals, this.#notices, null);
    const editions = await allEditions(this.#history.db);
    return { read, reports, notices: this.#notices, newestEvent, unsent, editions };
  }

  /** Called before the first change, so that a run with nothing to do leaves no trace. */
  async #begin(): Promise<void> {
    this.#id ??= await beginRun(this.#history.db, this.#options.now(), this.#options.version);
  }

  async #read(): Promise<{ read: ReadResult; newestEvent: number | null }> {
    const { plan, folder } = this.#job;
    const { progress, warn, now, signal, reread } = this.#options;
    const known = await this.#history.known();
    const before = await lastRun(this.#history.db);
    const replaced = reread ? new ReplacedCounts(this.#history.db, known) : null;
    const reader = new LogReader(this.#history, known, {
      files: plan.files,
      recursive: plan.recursive,
      folder,
      scanner: scannerOf(this.#job, warn),
      hours: new WindowCutter(plan.timeZone, { n: 1, unit: 'h' }),
      signal,
      now,
      lastRun: before?.whole ? before.started : null,
      begin: () => this.#begin(),
      replaced,
      progress,
    });
    if (replaced !== null) await this.#begin();
    const shown = (name: string) => shownName(name, folder);
    const read =
      replaced === null
        ? await reader.read()
        : await countAgain(this.#history, reader, { known, replaced, signal, now, progress, warn, shown });
    for (const [name, reason] of read.failures) this.#notice(`${name}: ${reason}`);
    for (const { reason } of read.gaps) this.#notice(reason);
    if (read.totals.untimed > 0) {
      this.#notice(`${read.totals.untimed} new events have no time: reports count them as filtered`);
    }
    let newest = Number.NEGATIVE_INFINITY;
    for (const { lastEvent } of known.all()) if (lastEvent > newest) newest = lastEvent;
    return { read, newestEvent: Number.isFinite(newest) ? newest : null };
  }

  #notice(message: string): void {
    this.#notices.push(message);
    this.#options.warn(message);
  }

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
    const files = await artefacts(this.#job, done, reason);
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
    for (const { state, name: rule, seen, limit } of done.check?.findings ?? []) {
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
    const message = reportMessage(file, done, outputs, reason, plan.timeZone);
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
    const [artefact] = await artefacts(this.#job, { ...done, report }, reason);
    return [...artefact!.text!].join('');
  }
}

function isWritten(outputs: readonly string[]): boolean {
  return outputs.every(existsSync);
}

function scannerOf({ plan }: Job, warn: (message: string) => void): Scanner {
  const { rules, timeZone, count, groupKeys } = plan;
  const scanner = new Scanner({
    module: compileKernel(),
    rules,
    timeZone,
    count,
    groupKeys,
  });
  scanner.onOtherOrder = (source, line) =>
    warn(`${source}: this date is only possible with date-order: ${orderNeededBy(line, rules)}: ${line}`);
  return scanner;
}
