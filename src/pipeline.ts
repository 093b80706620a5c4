/**
 * The whole flow. Read this first.
 *
 *     files, folders, globs, standard input
 *        │  find        sources/    what is read, and its text as bytes (decompressed, decoded)
 *        │  cut         workers/    large files into ranges, archives into members: pieces
 *        ▼
 *     pieces, each taken by the next free thread
 *        │  scan        kernel/     blocks of whole lines -> records: code, wall-clock time, line (WebAssembly)
 *        │              scan/       records -> batches of events: times resolved to instants
 *        │              aggregate/  batches -> counts: add, merge, finish
 *        ▼
 *     counts, and what came of each piece
 *        │  join        workers/    the pieces of a source put together again
 *        │  summarise   aggregate/
 *        ▼
 *     summary ──▶ report/, check/          single events ──▶ report/events
 */
import { availableParallelism } from 'node:os';
import type { EvidencePlan } from './aggregate/evidence.js';
import { groupTimes } from './aggregate/group-times.js';
import type { Locations } from './aggregate/locations.js';
import { type LineCounts, newRunCounts } from './aggregate/run-counts.js';
import { summarise } from './aggregate/summarise.js';
import { summaryOptions } from './aggregate/summary-options.js';
import type { Tally } from './aggregate/tally.js';
import type { Catalogue } from './catalogue/catalogue.js';
import type { EventBatch, PtkEvent } from './model/event.js';
import type { EventContext, EventItem } from './model/event-line.js';
import type { GroupTimes } from './model/group-times.js';
import type { LinesByCode } from './model/kept-line.js';
import { CLOCK_SLACK_MS, MIN_SPLIT_BYTES } from './model/limits.js';
import type { LineFormat } from './model/line-format.js';
import type { PartialDocument } from './model/partial.js';
import type { RunContext, ScanPlan } from './model/plan.js';
import type { Summary } from './model/summary.js';
import { eventEnricher } from './scan/enrich.js';
import { findInputs, type Input } from './sources/inputs.js';
import type { Zone } from './time/zone.js';
import { joinPieces, pieceFacts } from './workers/join.js';
import { cutPieces } from './workers/pieces.js';
import { scanAll } from './workers/scan-all.js';
import { countsPlanOf, type PieceResult, scanJobOf } from './workers/scan-job.js';
import { Enough, type ScanHooks } from './workers/scan-pieces.js';
import { warnOfLength, warnOfRun } from './workers/warnings.js';

export { refuseInputs } from './sources/no-output.js';
export { allThreadsEnded, keepPrestarted } from './workers/prestarted.js';
export { letCompilationsEnd } from './workers/tiering.js';

export type Plan = ScanPlan<Zone, Catalogue>;
export type EventSink = (events: PtkEvent[]) => void | Promise<void>;

/** Reads everything that the plan names and counts it. `tap` sees every batch of events, in input order, on one thread. */
export async function runScan(plan: Plan, run: RunContext, tap?: (batch: EventBatch) => void): Promise<Summary> {
  const { summary } = await runPlan(plan, run, tap === undefined ? {} : { hooks: { tap } });
  return summary;
}

/** What a run found: the document, and what only some renderers show beside it. */
export interface Found {
  readonly summary: Summary;
  /** Of the groups over time; it takes some memory, so only for those who show it. */
  readonly groupTimes: () => GroupTimes | null;
  readonly lines: LinesByCode;
  /** The same as a partial result; where `identifies` was asked for. */
  readonly partial: () => Promise<PartialDocument>;
}

export interface ReportOptions {
  /** Which lines of error codes to keep; null: none. */
  readonly lines?: LineCounts | null;
  /** Whether a partial result will be asked for: what sources are is then told by their content. */
  readonly identifies?: boolean;
}

/** The same for renderers. */
export async function runReport(plan: Plan, run: RunContext, wanted: ReportOptions = {}): Promise<Found> {
  const { summary, tally, lines, results, inputs } = await runPlan(plan, run, wanted);
  const rows = summary.groups?.rows.length ?? 0;
  return {
    summary,
    groupTimes: () => groupTimes(tally, plan.catalogue, rows),
    lines,
    partial: async () => {
      // Loaded only here: most runs want no part.
      const { partialOfRun } = await import('./partial/of-run.js');
      return partialOfRun(summary, plan.window, tally, results, inputs);
    },
  };
}

/** The same as `runScan`, and keeps the locations of events that may break a rule: which rules are broken is known only at the end. */
export async function runCheck(
  plan: Plan,
  run: RunContext,
  evidence: EvidencePlan,
): Promise<{ summary: Summary; locations: Locations }> {
  const { summary, locations } = await runPlan(plan, run, { evidence });
  return { summary, locations: locations! };
}

/**
 * Bytes to read before the events found so far go to the sink. A log has some hundred events in them, and one that is made
 * of codes 9,000. With 1 MiB, events are kept so long that V8 takes them for long-lived: that takes longer, and 100 MiB more.
 */
const EVENT_TURN = 1 << 16;

/** The same as `runScan`, and hands every counted event to `sink`, in input order: at most `most`, which ends the reading. */
export async function runEvents(
  plan: Plan,
  run: RunContext,
  sink: EventSink,
  most = Number.POSITIVE_INFINITY,
): Promise<Summary> {
  const enrich = eventEnricher(plan);
  let left = most;
  let pending: PtkEvent[] = [];
  const drain = async () => {
    const events = pending.slice(0, left);
    pending = [];
    left -= events.length;
    if (events.length > 0) await sink(events);
    if (left === 0) throw new Enough();
  };
  const tap = (batch: EventBatch) => {
    pending.push(...enrich(batch));
  };
  const { summary } = await runPlan(plan, run, { hooks: { tap, drain, turn: EVENT_TURN } });
  return summary;
}

/** The same with the text of each event's line, and lines around it. */
export async function runEventLines(
  plan: Plan,
  run: RunContext,
  { before, after, most }: EventContext & { readonly most: number },
  sink: (items: EventItem[]) => void | Promise<void>,
): Promise<Summary> {
  const enrich = eventEnricher(plan);
  const { EventLines } = await import('./scan/event-lines.js');
  const lines = new EventLines({ before, after }, most);
  const drain = async () => {
    const items = lines.take();
    if (items.length > 0) await sink(items);
    if (lines.isEnough) throw new Enough();
  };
  const tap = (batch: EventBatch) => lines.add(enrich(batch));
  const { summary } = await runPlan(plan, run, { hooks: { tap, drain, feed: lines, turn: EVENT_TURN } });
  return summary;
}

interface Wanted extends ReportOptions {
  readonly evidence?: EvidencePlan | null;
  /** With hooks, and with `plan.last`, one thread reads all in order. */
  readonly hooks?: ScanHooks;
}

interface Result {
  readonly summary: Summary;
  readonly locations: Locations | null;
  readonly tally: Tally;
  readonly lines: LinesByCode;
  readonly results: readonly PieceResult[];
  readonly inputs: readonly Input[];
}

/** Whether a single line may take longer than a user waits for an answer to Ctrl-C. */
async function mayTakeLong(format: LineFormat | null): Promise<boolean> {
  return (
    format?.kind === 'pattern' && !(await import('./scan/custom-format/linear-engine.js')).isLinear(format.pattern)
  );
}

async function runPlan(
  plan: Plan,
  run: RunContext,
  { evidence = null, lines: kept = null, identifies = false, hooks }: Wanted,
): Promise<Result> {
  const { inputs, warnings } = await findInputs(plan.files, plan.recursive);
  for (const warning of warnings) run.warn(warning);

  const maxThreads = hooks !== undefined || plan.last !== null ? 1 : (plan.workers ?? availableParallelism());
  const { pieces, bytes } = await cutPieces(inputs, maxThreads);

  const needs = { evidence, lines: kept, identifies, tunesV8: run.isGuest !== true };
  const job = scanJobOf(plan, pieces, needs, run.now() + CLOCK_SLACK_MS);
  const counts = await newRunCounts(countsPlanOf(job, plan.timeZone));
  const threads = bytes < MIN_SPLIT_BYTES ? 1 : Math.min(maxThreads, pieces.length);
  const scale = { threads, bytes, apart: await mayTakeLong(plan.format) };
  const results = await scanAll(job, plan.timeZone, counts, scale, run, hooks ?? {});

  const sources = joinPieces(inputs, results, counts);
  const facts = pieceFacts(results);
  const locations = counts.evidence?.finish(facts) ?? null;
  await warnOfRun(plan, results, counts.tally, run);

  const matchedLines = results.reduce((sum, result) => sum + result.matchedLines, 0);
  const since = counts.recent === null ? plan.since : counts.recent.since;
  const options = summaryOptions({ ...plan, since });
  const summary = summarise(counts.tally, { matchedLines, sources }, plan.catalogue, options);
  warnOfLength(plan.window, summary.window, run);
  // What a gate's rules name it looks for itself.
  const groups = evidence === null ? summary.groups : undefined;
  if (job.keys.length > 0) {
    const { warnOfAbsentKeys } = await import('./workers/absent-keys.js');
    await warnOfAbsentKeys(plan, results, groups, counts.seenKeys, run);
  }
  const lines = counts.lines?.finish(facts, since ?? Number.NEGATIVE_INFINITY) ?? new Map();
  return { summary, locations, tally: counts.tally, lines, results, inputs };
}
