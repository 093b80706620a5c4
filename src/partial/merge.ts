/**
 * Merges partials to one, or to a summary. Everything that was decided must be the same; what was counted is added up, and
 * the parts of each source are joined.
 */
import { groupTimes } from '../aggregate/group-times.js';
import { summarise } from '../aggregate/summarise.js';
import { producerOf } from '../aggregate/summary-options.js';
import { Tally } from '../aggregate/tally.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { LogscanError, usageError } from '../model/errors.js';
import type { GroupTimes } from '../model/group-times.js';
import { firstMissing, GatheredRanges, SharedNumber } from '../model/number-ranges.js';
import { PARTIAL_SCHEMA, type PartialCounts, type PartialDocument, type PartialPart } from '../model/partial.js';
import { type PlanDocument, partsOf } from '../model/source-plan.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import { sourceName } from '../text/source-name.js';
import { parseWindow } from '../time/window-length.js';
import { zoneOf } from '../time/zone.js';
import { type Decided, refuseDifferent } from './decisions.js';
import { JoinedParts } from './joined-parts.js';
import { countsOf, tallyDataOf } from './tally-json.js';

/** Of nothing: parts may be held to each other without what was counted of them. */
export const NO_COUNTS: PartialCounts = {
  level: 0,
  bins: { starts: [], sizes: [], codes: [], counts: [] },
  untimed: [],
  spans: [],
  inherited: 0,
  filtered: 0,
  groups: null,
  cells: null,
};

export interface MergeOptions {
  /** Says what codes mean now. */
  readonly catalogue: Catalogue;
  /** Whether it may be another one than the partials were counted with: then what codes mean is taken from it. */
  readonly isEnriched: boolean;
  /** Whether sources of the same content count each. */
  readonly allowsSame: boolean;
  /** The plan whose parts these are to be, and what messages call it; null: none is named. */
  readonly plan: { readonly document: PlanDocument; readonly digest: string; readonly file: string } | null;
}

export interface Merged {
  readonly summary: Summary;
  /** Of the groups over time, by the rows of the summary. */
  readonly groupTimes: () => GroupTimes | null;
}

export class Merge {
  readonly #options: MergeOptions;
  readonly #tally: Tally;
  readonly #parts: JoinedParts;
  readonly #decided: Decided;
  readonly #first: string;
  /** The catalogue is another one than that of the partials. */
  readonly #isOther: boolean;
  /** Numbers of the plan's parts so far. */
  readonly #gathered = new GatheredRanges();
  #joined: readonly PartialPart[] | null = null;

  /**
   * @param first its decisions are those that all must have; it is not added by that
   * @param file what it came from, for messages
   * @throws LogscanError `usage`
   */
  constructor(first: PartialDocument, file: string, options: MergeOptions) {
    const { producer, plan, timeZone, window } = first;
    this.#options = options;
    this.#first = file;
    this.#decided = { producer, plan, timeZone, window, options: first.options };
    const { catalogue, isEnriched } = options;
    const wanted = options.plan;
    if (wanted !== null && plan?.digest !== wanted.digest) {
      throw usageError(
        `${file}: expected parts of the plan ${wanted.file}; got ${plan === null ? 'whole sources' : 'those of another plan'}`,
      );
    }
    this.#isOther = producer.catalogue !== catalogue.digest;
    if (this.#isOther && !isEnriched) {
      throw usageError(
        `${file}: expected to be counted with the catalogue ${catalogue.digest}; got ${producer.catalogue}`,
        '--catalogue FILE names the one that says what its codes mean',
      );
    }
    this.#tally = new Tally({
      timeZone: of(file, () => zoneOf(timeZone)),
      window: of(file, () => parseWindow(window)),
      // What was dropped is dropped: everything in a partial counts. Only for events without a time it matters.
      filter: { since: time(first.options.since), until: time(first.options.until), selected: null },
      groupKeys: first.options.by.length,
      errorCodes: catalogue.errorCodes,
    });
    this.#parts = new JoinedParts(this.#tally, options);
  }

  /** @throws LogscanError `usage` where it was decided differently */
  add(partial: PartialDocument, file: string): void {
    refuseDifferent(this.#decided, partial, this.#first, file);
    if (partial.plan !== null) this.#gathered.add(partial.plan.parts, file);
    const data = tallyDataOf(partial.counts);
    // Which of a group's events were errors is told by code, but not by time.
    this.#tally.merge(this.#isOther ? { ...data, cells: null } : data);
    for (const part of partial.parts) this.#parts.add(part, file);
  }

  /** @throws LogscanError `usage` for a part that is there twice */
  get #numbers(): readonly number[] {
    try {
      return this.#gathered.ranges;
    } catch (error) {
      if (!(error instanceof SharedNumber)) throw error;
      throw usageError(`${error.of}: expected each part of the plan once; got part ${error.number} a second time`);
    }
  }

  /** Joined; holes are left open. @throws LogscanError `usage` where something would count twice */
  partial(): PartialDocument {
    const numbers = this.#numbers;
    const parts = this.parts();
    const { producer, plan, ...rest } = this.#decided;
    const planned = plan === null ? null : { digest: plan.digest, parts: numbers };
    return { schema: PARTIAL_SCHEMA, producer, plan: planned, ...rest, counts: countsOf(this.#tally.data()), parts };
  }

  /** As `partial`, of whole sources only. @throws LogscanError `usage` also where something is missing */
  whole(): PartialDocument {
    this.#refuseMissing();
    return this.partial();
  }

  #refuseMissing(): void {
    const { plan } = this.#options;
    const numbers = this.#numbers;
    refuseHoles(this.parts());
    if (plan !== null) refuseMissing(plan, numbers);
  }

  /** @throws LogscanError `usage` where something would count twice */
  parts(): readonly PartialPart[] {
    this.#joined ??= this.#parts.finish();
    return this.#joined;
  }

  /** @throws LogscanError `usage` where something would count twice, or is missing */
  summary(): Merged {
    this.#refuseMissing();
    const parts = this.parts();
    const { catalogue } = this.#options;
    const sources = parts.map(
      ({ name, bytes, lines, events, error }): SourceSummary => ({ name, bytes, lines, events, error }),
    );
    const matchedLines = parts.reduce((sum, part) => sum + part.matchedLines, 0);
    const summary = summarise(this.#tally, { matchedLines, sources }, catalogue, this.#decided.options);
    // The edition is that by which the lines were read, which may be an earlier one than this program's.
    summary.producer = { ...producerOf(catalogue), rules: this.#decided.producer.rules };
    const rows = summary.groups?.rows.length ?? 0;
    return { summary, groupTimes: () => groupTimes(this.#tally, catalogue, rows) };
  }
}

function refuseMissing({ document, file }: NonNullable<MergeOptions['plan']>, numbers: readonly number[]): void {
  const parts = partsOf(document);
  const number = firstMissing(numbers, parts.length);
  if (number === null) return;
  const { source } = parts[number]!;
  throw usageError(
    `${file}: expected all of its ${parts.length} parts; part ${number}, of ${sourceName(source.name)}, is missing`,
  );
}

/** Every part of each source must be there: one from its beginning to its end. A stream has none. */
function refuseHoles(parts: readonly PartialPart[]): void {
  for (const [i, { name, size, digest, from, to }] of parts.entries()) {
    const before = parts[i - 1];
    const isNext = before !== undefined && before.name === name && before.digest === digest;
    const begins = isNext ? before.to! : 0;
    if (from > begins) throw missing(name, `bytes ${begins} to ${from}`);
    const after = parts[i + 1];
    const isLast = after === undefined || after.name !== name || after.digest !== digest;
    if (isLast && to !== null && size !== null) throw missing(name, `byte ${to} to its end`);
  }
}

function missing(name: string, what: string): Error {
  return usageError(`${sourceName(name)}: expected all parts of it; ${what} are missing`);
}

/** @throws LogscanError as `read` does, with the name of the file */
function of<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LogscanError)) throw error;
    throw new LogscanError(error.code, `${file}: ${error.message}`, error.tip);
  }
}

function time(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}
