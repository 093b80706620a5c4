/**
 * The whole flow. Read this first.
 *
 *     files, folders, globs, standard input
 *        │  sources/    what is read, and its text as bytes (decompressed, decoded)
 *        │  workers/    large files cut into ranges, pieces shared between threads; each then goes on by itself:
 *        ▼
 *     bytes
 *        │  kernel/     blocks of whole lines -> records: code, wall-clock time, line (WebAssembly)
 *        │  scan/       records -> batches of events: times resolved to instants
 *        ▼
 *     batches of events
 *        ├─ aggregate/  tally: add, merge, summarise        ──▶ summary ──▶ report/
 *        └─ enrich      single events with what the catalogue says ─────▶ report/events
 */
import { availableParallelism } from 'node:os';
import type { EvidenceData, EvidencePlan } from './aggregate/evidence.js';
import type { Locations, PieceFacts } from './aggregate/locations.js';
import { summarise } from './aggregate/summarise.js';
import type { Tally } from './aggregate/tally.js';
import { CLOCK_SLACK_MS, timeWarnings } from './aggregate/warnings.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { compileKernel } from './kernel/load.js';
import { CODE_COUNT, FIRST_CODE } from './model/code.js';
import type { EventBatch, PtkEvent } from './model/event.js';
import { SPLIT_FROM } from './model/limits.js';
import type { RunContext, ScanPlan } from './model/plan.js';
import type { SourceSummary, Summary } from './model/summary.js';
import { enrich } from './scan/enrich.js';
import { findInputs, type Input } from './sources/inputs.js';
import { canReadAgain } from './sources/read-twice.js';
import type { Zone } from './time/zone.js';
import { warnOfDates } from './workers/date-warnings.js';
import { cutPieces, type Piece } from './workers/pieces.js';
import type { PieceResult, ScanJob } from './workers/scan-job.js';
import { newTally, type ScanHooks, scanPieces } from './workers/scan-pieces.js';
import { WorkQueue } from './workers/work-queue.js';

export { keepPrestarted } from './workers/spare.js';

export type Plan = ScanPlan<Zone, Catalogue>;
export type EventSink = (events: PtkEvent[]) => void | Promise<void>;

/** The name of the first input that cannot be read twice (`-` is standard input), or null. */
export async function readOnce({ files, recursive }: Plan): Promise<string | null> {
  const { inputs } = await findInputs(files, recursive);
  return inputs.find(({ name, error }) => error === null && !canReadAgain(name))?.name ?? null;
}

/** Reads everything once to find the newest event, before all filters: the plan with `last` decided as `since`. */
export async function decideLast(plan: Plan, run: RunContext): Promise<Plan> {
  if (plan.last === null) return plan;
  // Weeks, because nobody looks at the windows: few of them are crossed.
  const all = { since: null, until: null, codes: null, categories: null, severities: null, groupKeys: [] };
  const counting: Plan = { ...plan, ...all, window: { n: 1, unit: 'w' }, last: null, spanGiven: '' };
  const { totals } = await scanAll(counting, { ...run, warn: () => {} }, threadsOf(plan));
  // Where no event has a time, none is in the span.
  const since = totals.last === null ? Number.POSITIVE_INFINITY : Date.parse(totals.last) - plan.last;
  return { ...plan, since, last: null };
}

/** Reads everything that the plan names and counts it. `tap` sees every batch of events, in input order, on one thread. */
export async function runScan(plan: Plan, run: RunContext, tap?: (batch: EventBatch) => void): Promise<Summary> {
  if (plan.last !== null) return scanRecent(plan, plan.last, run);
  return tap === undefined ? scanAll(plan, run, threadsOf(plan)) : scanAll(plan, run, 1, { tap });
}

/** Without a second look: keeps what may still be among the last events while the newest one is not known. */
async function scanRecent(plan: Plan, span: number, run: RunContext): Promise<Summary> {
  const { RecentEvents } = await import('./aggregate/recent.js');
  const recent = new RecentEvents({ span, until: plan.until, selected: selectedCodes(plan) });
  return scanAll(plan, run, 1, { recent });
}

/** The same, and keeps where events stand that rules may turn out to be broken by. */
export async function runCheck(
  plan: Plan,
  run: RunContext,
  keep: EvidencePlan,
): Promise<{ summary: Summary; places: Locations }> {
  const [{ Evidence }, { mergeEvidence }] = await Promise.all([
    import('./aggregate/evidence.js'),
    import('./aggregate/locations.js'),
  ]);
  const evidence = new Evidence(keep);
  let places = mergeEvidence(keep, []);
  const brought: Brought = (others, facts) => {
    places = mergeEvidence(keep, [evidence.data(), ...others], facts);
  };
  const summary = await scanAll(plan, run, threadsOf(plan), { evidence }, { keep, brought });
  return { summary, places };
}

type Brought = (others: readonly EvidenceData[], facts: (piece: number) => PieceFacts) => void;

/** The same, and hands every counted event to `sink`, in input order. */
export async function runEvents(plan: Plan, run: RunContext, sink: EventSink): Promise<Summary> {
  const keep = { since: plan.since, until: plan.until, selected: selectedCodes(plan) };
  let pending: PtkEvent[] = [];
  const drain = async () => {
    const events = pending;
    pending = [];
    if (events.length > 0) await sink(events);
  };
  const tap = (batch: EventBatch) => {
    pending.push(...enrich(batch, plan.catalogue, keep));
  };
  return scanAll(plan, run, 1, { tap, drain, turn: EVENT_TURN });
}

const PROGRESS_MS = 200;

/** Bytes read before events are handed on: a dense megabyte has some thousands. */
const EVENT_TURN = 1 << 20;

function threadsOf({ workers }: Plan): number {
  return workers ?? availableParallelism();
}

/** 1 for each code index that the plan's filters let pass; null where there are none. */
function selectedCodes({ codes, categories, severities, catalogue }: Plan): Uint8Array | null {
  if (codes === null && categories === null && severities === null) return null;
  const selected = new Uint8Array(CODE_COUNT);
  for (let index = 0; index < CODE_COUNT; index++) {
    const { code, category, severity } = catalogue.get(index + FIRST_CODE);
    const passes =
      (codes?.has(code) ?? true) && (categories?.has(category) ?? true) && (severities?.has(severity) ?? true);
    selected[index] = passes ? 1 : 0;
  }
  return selected;
}

async function scanAll(
  plan: Plan,
  run: RunContext,
  most: number,
  extras: ScanHooks = {},
  evidence: { readonly keep: EvidencePlan; readonly brought: Brought } | null = null,
): Promise<Summary> {
  const { inputs, warnings } = await findInputs(plan.files, plan.recursive);
  for (const warning of warnings) run.warn(warning);
  const { pieces, bytes } = await cutPieces(inputs, most);
  const threads = bytes < SPLIT_FROM ? 1 : Math.min(most, pieces.length);
  const job = { ...jobOf(plan, pieces, run.now() + CLOCK_SLACK_MS), evidence: evidence?.keep ?? null };
  let tally = newTally(job, plan.timeZone);
  const queue = new WorkQueue(threads);
  const stop = () => queue.stop();
  run.signal.addEventListener('abort', stop);
  // It may have come while the inputs were looked for.
  if (run.signal.aborted) stop();
  const { progress } = run;
  const telling = progress && setInterval(() => progress({ ...queue.progress, total: bytes }), PROGRESS_MS);
  telling?.unref();
  try {
    const { results, kept } =
      threads === 1
        ? { results: await scanPieces(job, plan.timeZone, tally, queue, 0, extras), kept: [] }
        : // Loaded only here: most runs are small.
          await (await import('./workers/pool.js')).runJob(job, threads, plan.timeZone, tally, queue, extras);
    await extras.drain?.();
    evidence?.brought(kept, factsOf(results));
    const { recent } = extras;
    if (recent) tally = newTally({ ...job, since: recent.since }, plan.timeZone);
    const sources = joinPieces(inputs, results, tally, recent?.settle(tally));
    await warnOfDates({ rules: job.rules, zone: plan.timeZone, results }, run);
    // Of what was broken off nobody can say that there was nothing in the span.
    if (tally.events > 0 || !run.signal.aborted) {
      for (const warning of timeWarnings(tally, plan.spanGiven, run.now())) run.warn(warning);
    }
    // Loaded only here: most runs have no form of their own.
    if (plan.format !== null) {
      const { sourceNotes } = await import('./scan/custom-format/unread-notes.js');
      for (const note of sourceNotes(plan.format, results)) run.warn(note);
    }
    const matchedLines = results.reduce((sum, result) => sum + result.matchedLines, 0);
    const grouped = { keys: plan.groupKeys, most: plan.maxGroups };
    return summarise(tally, { matchedLines, sources }, plan.catalogue, grouped);
  } finally {
    run.signal.removeEventListener('abort', stop);
    clearInterval(telling);
  }
}

function jobOf(plan: Plan, pieces: readonly Piece[], future: number): Omit<ScanJob, 'evidence'> {
  const { rules, count, timeZone, window, since, until, format, catalogue } = plan;
  return {
    module: compileKernel(),
    pieces,
    rules,
    count,
    format,
    timeZone: timeZone.name,
    window,
    since,
    until,
    future,
    selected: selectedCodes(plan),
    errorCodes: catalogue.errorCodes,
    groupKeys: plan.groupKeys.map((key) => key.toLowerCase()),
  };
}

/** What stands before each range in its source. */
function factsOf(results: readonly PieceResult[]): (order: number) => PieceFacts {
  const facts = new Map<number, PieceFacts>();
  const before = new Map<string, PieceFacts>();
  for (const { order, name, lines, lastTime } of results) {
    const { linesBefore, timeBefore } = before.get(name) ?? { linesBefore: 0, timeBefore: Number.NaN };
    facts.set(order, { linesBefore, timeBefore });
    before.set(name, {
      linesBefore: linesBefore + lines,
      timeBefore: Number.isNaN(lastTime) ? timeBefore : lastTime,
    });
  }
  return (order) => facts.get(order)!;
}

/**
 * Puts the ranges of each source together: what a range's first lines inherit is known only now.
 * @param counted events of sources in pieces, by their order, that the tally has counted since they were read
 */
function joinPieces(
  inputs: readonly Input[],
  results: readonly PieceResult[],
  tally: Tally,
  counted: ReadonlyMap<number, number> = new Map(),
): SourceSummary[] {
  const unread = inputs.filter(({ error }) => error !== null);
  const sources = new Map(
    unread.map(({ name, error }): [string, SourceSummary] => [name, { name, bytes: 0, lines: 0, events: 0, error }]),
  );
  const lastTimes = new Map<string, number>();
  for (const { order, name, bytes, lines, events, head, error, lastTime } of results) {
    const source = sources.get(name) ?? { name, bytes: 0, lines: 0, events: 0, error: null };
    sources.set(name, source);
    const before = tally.events;
    tally.addUndated(head, lastTimes.get(name) ?? Number.NaN);
    source.bytes += bytes;
    source.lines += lines;
    source.events += events + (counted.get(order) ?? 0) + tally.events - before;
    source.error ??= error;
    if (!Number.isNaN(lastTime)) lastTimes.set(name, lastTime);
  }
  return [...sources.values()];
}
