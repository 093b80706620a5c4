/**
 * One run of a job, in the order of its stages:
 *
 *     history  ◀── what is new in the logs; while it is made, threads count already        read/
 *        │
 *        ▼
 *     reports that are due, or that late lines have changed ──▶ files      make-reports.ts, due.ts, draft.ts
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
import type { History } from '../history/history.js';
import { beginRun, endRun, lastLook, saveNotices } from '../history/runs.js';
import { orderNeededBy } from '../scan/impossible-date.js';
import type { Job } from '../settings/job/job.js';
import { checkForms } from './artefacts.js';
import { Delivery } from './deliver.js';
import { ReportMaker } from './make-reports.js';
import { openHistory } from './open-history.js';
import type { RangeCounter } from './read/count-range.js';
import { EarlyCount } from './read/early-count.js';
import { knownTexts } from './read/known-texts.js';
import { rangeCounter } from './read/range-counter.js';
import { LogReader, type ReadResult } from './read/reader.js';
import { ReplacedCounts } from './read/replaced-counts.js';
import { shownName } from './read/shown-name.js';
import { countAgain } from './reread.js';
import type { RunOptions, RunResult } from './run-options.js';

export async function runJob(job: Job, options: RunOptions): Promise<RunResult> {
  await checkForms(job, options.only);
  const { run, result, delivery } = await readAndReport(job, options);
  if (delivery === null) return result;
  const unsent = await delivery.finish(async () => {
    const wait = options.signal.aborted ? 0 : Math.max(options.wait, RECORD_WAIT_MS);
    const again = await openHistory(job, { ...options, wait });
    await run.saveNotices(again);
    return again;
  });
  return { ...result, unsent };
}

interface Done {
  readonly run: Run;
  readonly result: RunResult;
  /** Null: interrupted. */
  readonly delivery: Delivery | null;
}

async function readAndReport(job: Job, options: RunOptions): Promise<Done> {
  const counter = rangeCounter(job.plan, options.signal, options.sizes);
  // With a history it is to be known first what was read before.
  const early = existsSync(job.history) ? null : await EarlyCount.begin(job.plan, counter);
  let history: History | null = null;
  try {
    history = await openHistory(job, options);
    const run = new Run(job, options, history, counter, early);
    const result = await run.all();
    const delivery = options.signal.aborted
      ? null
      : await Delivery.begin(history, job, { ...options, warn: run.notice });
    await history.settle();
    return { run, result, delivery };
  } finally {
    history?.close();
    await early?.close();
    await counter.threads?.close();
  }
}

/** What was sent is recorded after a wait of at least so many milliseconds for another run; else that one records it. */
const RECORD_WAIT_MS = 1000;

class Run {
  readonly #job: Job;
  readonly #options: RunOptions;
  readonly #history: History;
  readonly #counter: RangeCounter;
  readonly #early: EarlyCount | null;
  readonly #reports: ReportMaker;
  readonly #notices: string[] = [];
  #id: number | null = null;

  constructor(job: Job, options: RunOptions, history: History, counter: RangeCounter, early: EarlyCount | null) {
    this.#job = job;
    this.#options = options;
    this.#history = history;
    this.#counter = counter;
    this.#early = early;
    const note = (notice: string) => this.#notices.push(notice);
    this.#reports = new ReportMaker(job, options, history, () => this.#begin(), note);
  }

  async all(): Promise<RunResult> {
    const { now, signal } = this.#options;
    const { read, newestEvent } = await this.#read();
    const reports = signal.aborted ? [] : await this.#reports.due(read.failures);
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
    const reader = new LogReader(this.#history, known, {
      files: plan.files,
      recursive: plan.recursive,
      folder,
      ...this.#counter,
      early: this.#early,
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
    const read = await reading.finally(async () => {
      await this.#early?.close();
      await this.#counter.threads?.close();
    });
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
}
