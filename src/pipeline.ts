/**
 * The whole flow. Read this first.
 *
 *     files, folders, globs, standard input
 *        │  sources/    what is read, and its text as bytes (decompressed, decoded)
 *        ▼
 *     bytes
 *        │  kernel/     blocks of whole lines -> records: code, wall-clock time, line (WebAssembly)
 *        │  scan/       records -> batches of events: times resolved to instants
 *        ▼
 *     batches of events
 *        ├─ aggregate/  tally: add, merge, summarise        ──▶ summary ──▶ report/
 *        └─ enrich      single events with what the catalogue says ─────▶ report/events
 */
import { pipeline as connect } from 'node:stream/promises';
import { summarise } from './aggregate/summarise.js';
import { Tally } from './aggregate/tally.js';
import type { Catalogue } from './catalogue/catalogue.js';
import { compileKernel } from './kernel/load.js';
import { CODE_COUNT, FIRST_CODE } from './model/code.js';
import type { EventBatch, PtkEvent } from './model/event.js';
import type { RunContext, ScanPlan } from './model/plan.js';
import type { SourceSummary, Summary } from './model/summary.js';
import { enrich } from './scan/enrich.js';
import { readFile } from './scan/file.js';
import { type Consume, Scanner } from './scan/scanner.js';
import { ScanSink } from './scan/stream.js';
import { findInputs, type Input, reasonOf } from './sources/inputs.js';
import { openSource } from './sources/open.js';
import type { Zone } from './time/zone.js';

export type Plan = ScanPlan<Zone, Catalogue>;
export type EventSink = (events: PtkEvent[]) => void | Promise<void>;

/** Reads everything that the plan names and counts it. */
export async function runScan(plan: Plan, run: RunContext): Promise<Summary> {
  const tally = newTally(plan);
  return scanAll(plan, run, tally, (batch) => tally.add(batch));
}

/** The same, and hands every counted event to `sink`, in input order. */
export async function runEvents(plan: Plan, run: RunContext, sink: EventSink): Promise<Summary> {
  const tally = newTally(plan);
  const keep = { since: plan.since, until: plan.until, selected: selectedCodes(plan) };
  let pending: PtkEvent[] = [];
  const consume: Consume = (batch: EventBatch) => {
    tally.add(batch);
    pending.push(...enrich(batch, plan.catalogue, keep));
  };
  const drain = async () => {
    const events = pending;
    pending = [];
    if (events.length > 0) await sink(events);
  };
  return scanAll(plan, run, tally, consume, drain);
}

function newTally(plan: Plan): Tally {
  const { timeZone, window, since, until } = plan;
  return new Tally({ timeZone, window, since, until, selected: selectedCodes(plan) });
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

function newScanner(plan: Plan, run: RunContext): Scanner {
  const { codeKeys, ignoreKeys, dateOrder, year, catalogue, timeZone, count } = plan;
  const scanner = new Scanner({
    module: compileKernel(),
    rules: { codeKeys, ignoreKeys, dateOrder, year, isKnown: (code) => catalogue.has(code) },
    timeZone,
    count,
  });
  const other = dateOrder === 'mdy' ? 'dmy' : 'mdy';
  scanner.onOtherOrder = (source, line) =>
    run.warn(`${source}: this date is only possible with --date-order ${other}: ${line}`);
  return scanner;
}

async function scanAll(
  plan: Plan,
  run: RunContext,
  tally: Tally,
  consume: Consume,
  drain: () => Promise<void> = async () => {},
): Promise<Summary> {
  const { inputs, warnings } = await findInputs(plan.files, plan.recursive);
  for (const warning of warnings) run.warn(warning);
  const scanner = newScanner(plan, run);
  const sources: SourceSummary[] = [];
  let matchedLines = 0;
  for (const input of inputs) {
    const eventsBefore = tally.events;
    const { error, bytes } = await scanOne(input, scanner, run.signal, consume, drain);
    tally.addHead(tally.takeHead(), Number.NaN);
    const lines = bytes === 0 ? 0 : scanner.lines;
    if (bytes > 0) matchedLines += scanner.matchedLines;
    sources.push({ name: input.name, bytes, lines, events: tally.events - eventsBefore, error });
  }
  await drain();
  return summarise(tally, { matchedLines, sources }, plan.catalogue);
}

/** Scans one input; never rejects because of it: `error` says why it could not be read whole. */
async function scanOne(
  input: Input,
  scanner: Scanner,
  signal: AbortSignal,
  consume: Consume,
  drain: () => Promise<void>,
): Promise<{ error: string | null; bytes: number }> {
  if (input.error !== null) return { error: input.error, bytes: 0 };
  if (signal.aborted) return { error: INTERRUPTED, bytes: 0 };
  let bytes = 0;
  try {
    const source = await openSource(input.name);
    bytes = source.start;
    const piece = { name: input.name, reference: source.modified ?? Date.now(), offset: source.start, lines: 0 };
    try {
      if (source.file !== null) {
        scanner.begin(piece, consume);
        for await (const n of readFile(scanner, source.file, source.start)) {
          bytes += n;
          await drain();
          if (signal.aborted) return { error: INTERRUPTED, bytes };
        }
      } else if (source.stream !== null) {
        const count = async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            bytes += chunk.length;
            yield chunk;
            await drain();
          }
        };
        await connect(source.stream, count, new ScanSink(scanner, piece, consume), { signal });
      }
    } finally {
      source.close();
    }
    return { error: null, bytes };
  } catch (error) {
    if (!isInputError(error)) throw error;
    return { error: signal.aborted ? INTERRUPTED : reasonOf(error), bytes };
  }
}

const INTERRUPTED = 'interrupted before its end';

/** Errors of reading, as opposed to mistakes of ours: system errors, aborted streams, and what decoders report. */
function isInputError(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return name === 'LogscanError' || name === 'AbortError' || typeof code === 'string';
}
