/** Counting event batches into a summary. */
import { summarise } from '../aggregate/summarise.js';
import { producerOf, summaryOptions } from '../aggregate/summary-options.js';
import { Tally } from '../aggregate/tally.js';
import { usageError } from '../model/errors.js';
import type { EventBatch } from '../model/event.js';
import { selectedCodes } from '../model/filter.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import { windowName } from '../model/window.js';
import { type Decided, refuseDifferent } from '../partial/decisions.js';
import { shown } from '../text/shown.js';
import { requireBatch } from './batch.js';
import { keeperOf } from './columns.js';
import { plainSummary } from './found.js';
import { withNames } from './option-names.js';
import { type AggregationOptions, SCAN_OPTIONS } from './options.js';
import { type StreamPlan, streamPlan } from './values.js';

/**
 * Counts the batches that are added, those of one source after the other. Aggregations with the same options can be
 * merged; the summary does not depend on how the batches were divided between them.
 */
export class Aggregation {
  readonly #tally: Tally;
  readonly #plan: StreamPlan;
  readonly #keep: (batch: EventBatch) => EventBatch;
  readonly #sources = new Map<string, SourceSummary>();

  /** @throws LogscanError `usage` for an option that is wrong */
  constructor(options: AggregationOptions = {}) {
    const plan = streamPlan(options, SCAN_OPTIONS);
    const { timeZone, window, since, until, catalogue, groupKeys } = plan;
    this.#plan = plan;
    this.#keep = keeperOf(plan);
    this.#tally = new Tally({
      timeZone,
      window,
      filter: { since, until, selected: selectedCodes(plan, (code) => catalogue.get(code)) },
      groupKeys: groupKeys.length,
      errorCodes: catalogue.errorCodes,
    });
  }

  /**
   * Counts the events of a batch. Its arrays may be reused afterwards.
   * @throws LogscanError `usage` for what is no batch, and for one without the values of the keys of `by` and `where`
   */
  add(batch: EventBatch): void {
    requireBatch(batch);
    const kept = this.#keep(batch);
    const before = this.#tally.events;
    this.#tally.add(kept);
    this.#tally.filtered += batch.count - kept.count;
    this.#tally.addUndated(this.#tally.takeUndated(), Number.NaN);
    this.#count(batch.source, this.#tally.events - before);
  }

  /**
   * Adds the counts of another aggregation.
   * @throws LogscanError `usage` naming the first option that the other one was made with differently, and for itself
   */
  merge(other: Aggregation): void {
    if (!(other instanceof Aggregation)) throw usageError(`other: expected an Aggregation; got ${shown(other)}`);
    if (other === this) throw usageError('other: expected another Aggregation; got this one itself');
    withNames(() => refuseDifferent(this.#decided(), other.#decided(), 'this aggregation', 'the other one'));
    this.#tally.merge(other.#tally.data());
    for (const { name, events } of other.#sources.values()) this.#count(name, events);
  }

  #count(name: string, events: number): void {
    const source = this.#sources.get(name) ?? { name, bytes: 0, lines: 0, events: 0, error: null };
    source.events += events;
    this.#sources.set(name, source);
  }

  #decided(): Decided {
    const { timeZone, window } = this.#plan;
    const [producer, options] = [producerOf(this.#plan.catalogue), summaryOptions(this.#plan)];
    const name = window === 'auto' ? window : windowName(window);
    return { producer, plan: null, timeZone: timeZone.name, window: name, options };
  }

  /** The summary document. Its `bytes`, `lines` and `matchedLines` are 0, as batches do not have these numbers. */
  toSummary(): Summary {
    const sources = [...this.#sources.values()].map((source) => ({ ...source }));
    const input = { matchedLines: 0, sources };
    return plainSummary(summarise(this.#tally, input, this.#plan.catalogue, summaryOptions(this.#plan)));
  }
}
