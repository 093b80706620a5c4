/**
 * All that one thread of a run counts: a tally, and where asked for the evidence and the recent events. Each is a fold:
 * batches are added, and the data of other threads is merged.
 */
import type { EventBatch } from '../model/event.js';
import type { Evidence, EvidenceData, EvidencePlan } from './evidence.js';
import { KeptLines, type KeptLinesData } from './kept-lines.js';
import type { RecentEvents } from './recent.js';
import { Tally, type TallyData, type TallyPlan } from './tally.js';
import type { WhereFilter, WherePlan } from './where-filter.js';

export interface RunCountsPlan extends TallyPlan {
  /** Which locations of events to keep; null: none. */
  readonly evidence: EvidencePlan | null;
  /** Count only events in this many milliseconds up to the newest one; null: not asked for. Only on a single thread. */
  readonly last: number | null;
  /** What the lines of events must have; null: not asked for. */
  readonly where: WherePlan | null;
  /** Lines of error codes to keep; null: none. */
  readonly lines: LineCounts | null;
}

/** How many lines of each error code are kept, of its earliest events and of its latest. */
export interface LineCounts {
  readonly earliest: number;
  readonly latest: number;
}

/** Plain data that a thread may send. */
export interface RunCountsData {
  readonly tally: TallyData;
  readonly evidence: EvidenceData | null;
  /** Keys of conditions that have been on a line. */
  readonly seenKeys: readonly string[];
  readonly lines: KeptLinesData | null;
}

export async function newRunCounts(plan: RunCountsPlan): Promise<RunCounts> {
  // Loaded only here: most runs ask for none of them.
  const where = plan.where === null ? null : new (await import('./where-filter.js')).WhereFilter(plan.where);
  const evidence = plan.evidence === null ? null : new (await import('./evidence.js')).Evidence(plan.evidence);
  const lines = plan.lines === null ? null : newKeptLines(plan, plan.lines);
  if (plan.last === null) return new RunCounts(plan, where, evidence, null, lines);
  const { RecentEvents } = await import('./recent.js');
  const { until, selected } = plan.filter;
  return new RunCounts(plan, where, evidence, new RecentEvents({ length: plan.last, until, selected }), lines);
}

function newKeptLines(plan: RunCountsPlan, lines: LineCounts): KeptLines {
  // Which are the earliest of the last hours is not known before the end.
  const { earliest, latest } = plan.last === null ? lines : { earliest: 0, latest: lines.earliest + lines.latest };
  return new KeptLines({ filter: plan.filter, wanted: plan.errorCodes, earliest, latest });
}

export class RunCounts {
  /** With `last` it is empty until `finish`, because only then it is known which events are in the span. */
  tally: Tally;
  readonly evidence: Evidence | null;
  readonly recent: RecentEvents | null;
  readonly lines: KeptLines | null;
  readonly #plan: RunCountsPlan;
  readonly where: WhereFilter | null;
  readonly #seenKeys = new Set<string>();

  constructor(
    plan: RunCountsPlan,
    where: WhereFilter | null,
    evidence: Evidence | null,
    recent: RecentEvents | null,
    lines: KeptLines | null = null,
  ) {
    this.#plan = plan;
    this.where = where;
    this.tally = new Tally(plan);
    this.evidence = evidence;
    this.recent = recent;
    this.lines = lines;
  }

  /**
   * The next batches are of this piece.
   * @param order a number above those of earlier pieces
   * @param continues whether the piece begins within a source
   */
  begin(order: number, continues: boolean): void {
    this.recent?.begin(order);
    this.evidence?.begin(order, continues);
    this.lines?.begin(order, continues);
  }

  /** @returns the events whose lines have what they must have; only these are counted */
  add(all: EventBatch): EventBatch {
    const batch = this.where === null ? all : this.#kept(all, this.where);
    if (this.recent === null) this.tally.add(batch);
    else this.recent.add(batch);
    this.evidence?.add(batch);
    this.lines?.add(batch);
    return batch;
  }

  #kept(batch: EventBatch, where: WhereFilter): EventBatch {
    // A span ends at the newest event, whether it counts or not.
    this.recent?.see(batch);
    const kept = where.keep(batch);
    (this.recent ?? this.tally).filtered += batch.count - kept.count;
    return kept;
  }

  /** Keys of conditions that were on a line. */
  get seenKeys(): ReadonlySet<string> {
    return new Set([...this.#seenKeys, ...(this.where?.seenKeys ?? [])]);
  }

  /** Whether only the tally needs the events, and one line of each end of a code, which the kernel has, so that the kernel may count them itself. */
  get isTallyAlone(): boolean {
    const lines = this.#plan.lines ?? { earliest: 0, latest: 0 };
    return this.evidence === null && this.recent === null && lines.earliest <= 1 && lines.latest <= 1;
  }

  /** Events so far. */
  get events(): number {
    return (this.recent ?? this.tally).events;
  }

  data(): RunCountsData {
    const [evidence, lines] = [this.evidence?.data() ?? null, this.lines?.data() ?? null];
    return { tally: this.tally.data(), evidence, lines, seenKeys: [...this.seenKeys] };
  }

  merge({ tally, evidence, lines, seenKeys }: RunCountsData): void {
    for (const key of seenKeys) this.#seenKeys.add(key);
    this.tally.merge(tally);
    if (evidence !== null) this.evidence?.merge(evidence);
    if (lines !== null) this.lines?.merge(lines);
  }

  /** To be called when all pieces are read. @returns for each piece, by its order, how many events were counted only now */
  finish(): ReadonlyMap<number, number> {
    const { recent } = this;
    if (recent === null) return new Map();
    const { filter } = this.#plan;
    this.tally = new Tally({ ...this.#plan, filter: { ...filter, since: recent.since } });
    return recent.addTo(this.tally);
  }
}
