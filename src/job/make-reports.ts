/** Makes the reports of a run that are due, or that late lines have changed, and queues what is to be sent of them. */
import { existsSync } from 'node:fs';
import { clearStale, readStale } from '../history/counts/stale.js';
import type { History } from '../history/history.js';
import { queueNotification } from '../history/outbox.js';
import { madeReports, saveReport } from '../history/runs.js';
import type { Job } from '../settings/job/job.js';
import { periodName } from '../settings/job/output-paths.js';
import { refuseInputs } from '../sources/no-output.js';
import { artefacts } from './artefacts.js';
import { type Draft, draft } from './draft.js';
import { type Due, dueInstant, dueReports, MOST_MADE, stateText } from './due.js';
import { reportMessage } from './notify/message.js';
import type { NotificationPayload } from './notify/send.js';
import { shownName } from './read/shown-name.js';
import { remakeReason } from './remake-reason.js';
import type { ReportResult, RunOptions } from './run-options.js';

export class ReportMaker {
  readonly #job: Job;
  readonly #options: RunOptions;
  readonly #history: History;
  readonly #begin: () => Promise<void>;
  readonly #note: (notice: string) => void;

  /**
   * @param begin called before the first change
   * @param note called with what readers of the status should know, one sentence each
   */
  constructor(
    job: Job,
    options: RunOptions,
    history: History,
    begin: () => Promise<void>,
    note: (notice: string) => void,
  ) {
    this.#job = job;
    this.#options = options;
    this.#history = history;
    this.#begin = begin;
    this.#note = note;
  }

  /** @param failures files that could not be read, by name */
  async due(failures: ReadonlyMap<string, string>): Promise<ReportResult[]> {
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
    if (reason !== null) this.#note(`${report.name} ${name}: ${reason}`);
    for (const note of done.editionNotes) this.#note(`${report.name} ${name}: ${note}`);
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
