/** Counts the events of a live run as they come: all of them as `scan` does, and by window for the views. */
import { groupTimes } from '../aggregate/group-times.js';
import { newRunCounts, type RunCounts, type RunCountsData } from '../aggregate/run-counts.js';
import { summarise } from '../aggregate/summarise.js';
import { summaryOptions } from '../aggregate/summary-options.js';
import { Tally } from '../aggregate/tally.js';
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { EventBatch, PtkEvent } from '../model/event.js';
import { EventFilter, selectedCodes } from '../model/filter.js';
import type { Finding } from '../model/finding.js';
import type { GroupTimes } from '../model/group-times.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import { keysOfConditions } from '../model/where.js';
import type { WindowLength } from '../model/window.js';
import type { Plan } from '../pipeline.js';
import { eventEnricher } from '../scan/enrich.js';
import { lineText } from '../text/line-text.js';
import { GroupsByIds } from './groups-by-ids.js';
import { type LiveWindow, LiveWindows, type LiveWindowsData } from './live-windows.js';
import { type LiveLine, type LiveReport, MOST_LINES } from './view.js';

/** The keys whose values are read on lines: those that events are grouped by come first. */
export function keysOf({ groupKeys, where }: Plan): string[] {
  const by = groupKeys.map((key) => key.toLowerCase());
  return [...by, ...keysOfConditions(where).filter((key) => !by.includes(key))];
}

export interface LiveCountsOptions {
  readonly plan: Plan;
  /** Of the windows that close. */
  readonly window: WindowLength;
  /** Milliseconds for which windows are kept as they are. */
  readonly keep: number;
}

/** Counters that only grow: by group at most so many, the others are counted without a name. */
const MOST_COUNTED_GROUPS = 1000;

export interface GroupCounter {
  readonly values: readonly (string | null)[];
  events: number;
  errors: number;
}

export class LiveCounts {
  readonly windows: LiveWindows;
  readonly codes = new Map<number, number>();
  readonly groups = new Map<string, GroupCounter>();
  readonly lines: LiveLine[] = [];
  errors = 0;
  readonly #options: LiveCountsOptions;
  readonly #counts: RunCounts;
  readonly #filter: EventFilter;
  readonly #enrich: (batch: EventBatch) => PtkEvent[];

  static async create(options: LiveCountsOptions): Promise<LiveCounts> {
    const { plan } = options;
    const keys = keysOf(plan);
    const counts = await newRunCounts({
      ...{ timeZone: plan.timeZone, window: plan.window, groupKeys: plan.groupKeys.length },
      filter: filterOf(plan),
      errorCodes: plan.catalogue.errorCodes,
      ...{ evidence: null, last: null, lines: null },
      where: plan.where.length === 0 ? null : { conditions: plan.where, keys, groupKeys: plan.groupKeys.length },
    });
    return new LiveCounts(options, counts);
  }

  private constructor(options: LiveCountsOptions, counts: RunCounts) {
    this.#options = options;
    this.#counts = counts;
    this.windows = new LiveWindows(options.plan.timeZone, options.window, options.keep);
    this.#filter = new EventFilter(filterOf(options.plan));
    this.#enrich = eventEnricher(options.plan);
  }

  /** Keys of conditions that were on a line. */
  get seenKeys(): ReadonlySet<string> {
    return this.#counts.seenKeys;
  }

  get events(): number {
    return this.#counts.events;
  }

  /**
   * @param now by the clock, in epoch milliseconds
   * @param wantsEvents whether somebody sees them one by one
   * @returns the events that count, and how many there are: all of the text up to here have their times
   */
  add(
    batch: EventBatch,
    now: number,
    wantsEvents: boolean,
  ): { readonly events: number; readonly kept: readonly PtkEvent[] } {
    const { tally } = this.#counts;
    const before = tally.events;
    // It overwrites what is dropped.
    const counted = this.#counts.add(batch);
    tally.addUndated(tally.takeUndated(), Number.NaN);
    const selected = this.#selected(counted);
    this.windows.add(selected, now);
    this.#count(selected);
    return { events: tally.events - before, kept: wantsEvents ? this.#enrich(selected) : [] };
  }

  /** Those that the filters of codes and times let pass. */
  #selected(batch: EventBatch): EventBatch {
    const filter = this.#filter;
    const kept: number[] = [];
    for (let i = 0; i < batch.count; i++) {
      if (filter.hasCode(batch.codes[i]! - FIRST_CODE) && filter.hasTime(batch.times[i]!)) kept.push(i);
    }
    return kept.length === batch.count ? batch : picked(batch, kept);
  }

  #count(batch: EventBatch): void {
    const { errorCodes } = this.#options.plan.catalogue;
    const shown: number[] = [];
    const groups = new GroupsByIds<GroupCounter>(batch.groups);
    for (let i = 0; i < batch.count; i++) {
      const code = batch.codes[i]!;
      const isError = errorCodes[code - FIRST_CODE]!;
      this.errors += isError;
      this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
      if (batch.groups.length > 0) {
        const group = groups.of(i, (values) => this.#groupOf(values));
        group.events += 1;
        group.errors += isError;
      }
      if (isError === 1 && batch.lineBytes !== undefined && batch.lineBytes(i).length > 0) shown.push(i);
    }
    const errors = picked(batch, shown.slice(-MOST_LINES));
    const events = this.#enrich(errors);
    for (const [i, event] of events.entries()) {
      const values = errors.groups.map(({ ids, values }) => values[ids[i]!] ?? null);
      this.lines.push({ ...event, values, text: lineText(errors.lineBytes!(i)) });
    }
    if (this.lines.length > MOST_LINES) this.lines.splice(0, this.lines.length - MOST_LINES);
  }

  #groupOf(values: GroupCounter['values']): GroupCounter {
    const key = JSON.stringify(values);
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    if (this.groups.size >= MOST_COUNTED_GROUPS && values.some((value) => value !== null)) {
      return this.#groupOf(values.map(() => null));
    }
    const group = { values, events: 0, errors: 0 };
    this.groups.set(key, group);
    return group;
  }

  /** Everything that was counted. */
  summary(sources: readonly SourceSummary[], matchedLines: number): Summary {
    const { plan } = this.#options;
    const options = summaryOptions({ ...plan });
    return summarise(this.#counts.tally, { matchedLines, sources }, plan.catalogue, options);
  }

  /** What was counted in the newest windows. @param span milliseconds before the newest event */
  recent(span: number): LiveReport {
    const { windows } = this;
    return this.#reportOf(windows.since(windows.newest - span));
  }

  /** What stands out in all windows that are kept as they are: what is folded into hours says no minute. */
  findings(): readonly Finding[] {
    return this.#reportOf(this.windows.kept()).summary.findings;
  }

  /** Of everything that was counted, by the rows of its summary. */
  groupTimes(summary: Summary): GroupTimes | null {
    return groupTimes(this.#counts.tally, this.#options.plan.catalogue, summary.groups?.rows.length ?? 0);
  }

  between(start: number, end: number): Summary {
    return this.#reportOf(this.windows.since(start).filter((window) => window.start >= start && window.start < end))
      .summary;
  }

  /** As `windows` of a summary have it; null: it is not kept. */
  window(start: number): Summary['windows'][number] | null {
    const window = this.windows.get(start);
    return window === null ? null : (this.#reportOf([window]).summary.windows[0] ?? null);
  }

  #reportOf(windows: readonly LiveWindow[]): LiveReport {
    const { plan, window } = this.#options;
    const tally = new Tally({
      ...{ timeZone: plan.timeZone, window, groupKeys: plan.groupKeys.length },
      filter: { since: null, until: null, selected: null },
      errorCodes: plan.catalogue.errorCodes,
    });
    for (const { groups } of windows) {
      for (const { name, codes } of groups.values()) {
        for (const [code, { count, first, last, inherited }] of codes) {
          tally.addAt(code, first, 1, Math.min(1, inherited), name);
          if (count > 1) tally.addAt(code, last, count - 1, Math.max(0, inherited - 1), name);
        }
      }
    }
    const summary = summarise(tally, { matchedLines: 0, sources: [] }, plan.catalogue, summaryOptions({ ...plan }));
    return { summary, groupTimes: () => groupTimes(tally, plan.catalogue, summary.groups?.rows.length ?? 0) };
  }

  data(): LiveCountsData {
    return {
      counts: this.#counts.data(),
      windows: this.windows.data(),
      codes: [...this.codes],
      groups: [...this.groups.values()],
      errors: this.errors,
    };
  }

  restore({ counts, windows, codes, groups, errors }: LiveCountsData): void {
    this.#counts.merge(counts);
    this.windows.restore(windows);
    for (const [code, n] of codes) this.codes.set(code, n);
    for (const group of groups) this.groups.set(JSON.stringify(group.values), { ...group });
    this.errors = errors;
  }
}

/** For a state file. */
export interface LiveCountsData {
  readonly counts: RunCountsData;
  readonly windows: LiveWindowsData;
  readonly codes: readonly (readonly [number, number])[];
  readonly groups: readonly GroupCounter[];
  readonly errors: number;
}

function filterOf(plan: Plan) {
  const { since, until } = plan;
  return { since, until, selected: selectedCodes(plan, (code) => plan.catalogue.get(code)) };
}

/** Some events of a batch, as a batch. */
function picked(batch: EventBatch, kept: readonly number[]): EventBatch {
  const { lineBytes, fields } = batch;
  return {
    source: batch.source,
    count: kept.length,
    codes: Int32Array.from(kept, (i) => batch.codes[i]!),
    times: Float64Array.from(kept, (i) => batch.times[i]!),
    inherited: Uint8Array.from(kept, (i) => batch.inherited[i]!),
    lines: Float64Array.from(kept, (i) => batch.lines[i]!),
    offsets: Float64Array.from(kept, (i) => batch.offsets[i]!),
    groups: batch.groups.map(({ ids, values }) => ({ ids: Int32Array.from(kept, (i) => ids[i]!), values })),
    ...(fields === undefined ? {} : { fields: kept.map((i) => fields[i]!) }),
    ...(lineBytes === undefined ? {} : { lineBytes: (i: number) => lineBytes(kept[i]!) }),
  };
}

/** 1 for each code whose lines are shown. */
export function shownCodes({ catalogue }: Plan): Uint8Array {
  return catalogue.errorCodes.slice(0, CODE_COUNT);
}
