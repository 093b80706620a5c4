/**
 * All that one thread of a run counts: a tally, and what the run asked for beside it. Like each of its parts it is a
 * fold: batches are added, what other threads have is merged.
 */
import type { EventBatch } from '../model/event.js';
import type { Evidence, EvidenceData, EvidencePlan } from './evidence.js';
import type { RecentEvents } from './recent.js';
import { Tally, type TallyData, type TallyPlan } from './tally.js';

export interface RunCountsPlan extends TallyPlan {
  /** What to keep of where events stand; null: nothing. */
  readonly evidence: EvidencePlan | null;
  /** Only events from this many milliseconds before the newest one on; null: not asked for. On one thread alone. */
  readonly last: number | null;
}

/** Plain data that a thread may send. */
export interface RunCountsData {
  readonly tally: TallyData;
  readonly evidence: EvidenceData | null;
}

export async function newRunCounts(plan: RunCountsPlan): Promise<RunCounts> {
  // Loaded only here: most runs ask for neither.
  const evidence = plan.evidence === null ? null : new (await import('./evidence.js')).Evidence(plan.evidence);
  if (plan.last === null) return new RunCounts(plan, evidence, null);
  const { RecentEvents } = await import('./recent.js');
  const { until, selected } = plan.filter;
  return new RunCounts(plan, evidence, new RecentEvents({ span: plan.last, until, selected }));
}

export class RunCounts {
  /** Of the last events of a stream it is empty until `finish`: only then it is known which they are. */
  tally: Tally;
  readonly evidence: Evidence | null;
  readonly recent: RecentEvents | null;
  readonly #plan: RunCountsPlan;

  constructor(plan: RunCountsPlan, evidence: Evidence | null, recent: RecentEvents | null) {
    this.#plan = plan;
    this.tally = new Tally(plan);
    this.evidence = evidence;
    this.recent = recent;
  }

  /**
   * The next batches are of this piece.
   * @param order above those of earlier pieces
   * @param continues whether it begins within a source
   */
  begin(order: number, continues: boolean): void {
    this.recent?.begin(order);
    this.evidence?.begin(order, continues);
  }

  add(batch: EventBatch): void {
    if (this.recent === null) this.tally.add(batch);
    else this.recent.add(batch);
    this.evidence?.add(batch);
  }

  /** Whether nothing but the tally wants events: then the kernel may count by itself. */
  get isTallyAlone(): boolean {
    return this.evidence === null && this.recent === null;
  }

  /** Events so far. */
  get events(): number {
    return (this.recent ?? this.tally).events;
  }

  data(): RunCountsData {
    return { tally: this.tally.data(), evidence: this.evidence?.data() ?? null };
  }

  merge({ tally, evidence }: RunCountsData): void {
    this.tally.merge(tally);
    if (evidence !== null) this.evidence?.merge(evidence);
  }

  /** Once all is read. @returns how many events of each piece, by its order, were counted only now */
  finish(): ReadonlyMap<number, number> {
    const { recent } = this;
    if (recent === null) return new Map();
    const { filter } = this.#plan;
    this.tally = new Tally({ ...this.#plan, filter: { ...filter, since: recent.since } });
    return recent.settle(this.tally);
  }
}
