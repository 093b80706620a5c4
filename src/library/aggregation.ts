/** Counting event batches into a summary. */
import { summarise } from '../aggregate/summarise.js';
import { summaryOptions } from '../aggregate/summary-options.js';
import { Tally } from '../aggregate/tally.js';
import type { EventBatch } from '../model/event.js';
import { DEFAULT_MAX_GROUPS } from '../model/plan.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import { parseWindow } from '../time/window-length.js';
import { catalogueOf, type LineOptions, rulesOf, zoneOption } from './options.js';

export interface AggregationOptions extends Pick<LineOptions, 'catalogue' | 'timeZone'> {
  /** `auto` (the default), or a number with s, m, h, d or w, such as `15m`. */
  readonly window?: string;
  /** Keep events with since <= time < until, in epoch milliseconds. */
  readonly since?: number;
  readonly until?: number;
}

/**
 * Counts the batches that are added. Aggregations with the same options can be merged; the summary does not depend on how
 * the batches were divided between them.
 */
export class Aggregation {
  readonly #tally: Tally;
  readonly #options: AggregationOptions;
  readonly #sources = new Map<string, SourceSummary>();

  /** @throws LogscanError `usage` for an invalid window or zone */
  constructor(options: AggregationOptions = {}) {
    this.#options = options;
    this.#tally = new Tally({
      timeZone: zoneOption(options.timeZone),
      window: parseWindow(options.window ?? 'auto'),
      filter: { since: options.since ?? null, until: options.until ?? null, selected: null },
      groupKeys: 0,
      errorCodes: catalogueOf(options).errorCodes,
    });
  }

  /** Counts the events of a batch. Its arrays may be reused afterwards. */
  add(batch: EventBatch): void {
    const before = this.#tally.events;
    this.#tally.add(batch);
    this.#tally.addUndated(this.#tally.takeUndated(), Number.NaN);
    this.#count(batch.source, this.#tally.events - before);
  }

  /** Adds the counts of another aggregation, which must have been made with the same options. */
  merge(other: Aggregation): void {
    this.#tally.merge(other.#tally.data());
    for (const { name, events } of other.#sources.values()) this.#count(name, events);
  }

  #count(name: string, events: number): void {
    const source = this.#sources.get(name) ?? { name, bytes: 0, lines: 0, events: 0, error: null };
    source.events += events;
    this.#sources.set(name, source);
  }

  /** Batches do not say how they were read: what is known of it are the defaults. */
  #decisions() {
    const { since, until } = this.#tally.plan.filter;
    const none = {
      codes: null,
      categories: null,
      severities: null,
      where: [],
      groupKeys: [],
      maxGroups: DEFAULT_MAX_GROUPS,
    };
    const rules = rulesOf(this.#options);
    return summaryOptions({ since, until, ...none, count: 'lines', format: null, rules });
  }

  /** The summary document. Its `bytes`, `lines` and `matchedLines` are 0, as batches do not have these numbers. */
  toSummary(): Summary {
    const sources = [...this.#sources.values()].map((source) => ({ ...source }));
    const catalogue = catalogueOf(this.#options);
    const summary = summarise(this.#tally, { matchedLines: 0, sources }, catalogue, this.#decisions());
    // Objects that have all their fields, which those of a run do not, to save memory.
    return JSON.parse(JSON.stringify(summary)) as Summary;
  }
}
