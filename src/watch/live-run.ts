/** What a live run knows, for its views; whoever reads tells it what was read. */
import type { TextChanges } from '../history/changes.js';
import type { EventBatch, PtkEvent } from '../model/event.js';
import { CLOCK_SLACK_MS } from '../model/limits.js';
import type { RunContext } from '../model/plan.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import type { Plan } from '../pipeline.js';
import { keysOf, LiveCounts, type LiveCountsData, type LiveCountsOptions } from './live-counts.js';
import { LiveFindings } from './live-findings.js';
import { LiveStore, type LiveStoreData } from './live-store.js';
import type { ClosedWindow, LiveCounters, LiveLine, LiveReport, LiveTotals, LiveView } from './view.js';
import { Watermark, type WatermarkOptions } from './watermark.js';

export interface LiveRunOptions extends LiveCountsOptions, WatermarkOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface Source extends SourceSummary {
  matched: number;
}

/** Standard input, and what else is no text of the store: numbers that it never gives. */
export const PIPED = -1;

export class LiveRun implements LiveView {
  version = 0;
  isCaughtUp = true;
  isFinished = false;
  readonly store: LiveStore;
  readonly failures = new Map<string, string>();
  readonly #options: LiveRunOptions;
  readonly #counts: LiveCounts;
  readonly #watermark: Watermark;
  readonly #sources = new Map<number, Source>();
  readonly #changed = new Set<() => void>();
  readonly #seen = new Set<(events: readonly PtkEvent[]) => void>();
  readonly #closed = new Set<(windows: readonly ClosedWindow[]) => void>();
  readonly #findings: LiveFindings;
  #reached: number | null = null;
  #readErrors = 0;

  static async create(options: LiveRunOptions): Promise<LiveRun> {
    return new LiveRun(options, await LiveCounts.create(options));
  }

  private constructor(options: LiveRunOptions, counts: LiveCounts) {
    this.#options = options;
    this.#counts = counts;
    this.#watermark = new Watermark(options);
    this.#findings = new LiveFindings(counts, options.now);
    this.store = new LiveStore((texts) => {
      for (const text of texts) this.#takeText(text);
    });
  }

  #takeText({ stream, log, batches = [], lines, bytes, matched }: TextChanges): void {
    const source = this.#source(stream, this.store.nameOf(stream) ?? log);
    source.lines += lines;
    source.bytes += bytes;
    source.matched += matched;
    this.#take(stream, source, batches);
  }

  /** Events of what the store does not know, which have their times. */
  takeEvents(number: number, name: string, batches: readonly EventBatch[]): void {
    this.#take(number, this.#source(number, name), batches);
  }

  /** What was read of such a source. */
  takeLines(number: number, name: string, read: Pick<Source, 'lines' | 'bytes' | 'matched'>): void {
    const source = this.#source(number, name);
    source.lines += read.lines;
    source.bytes += read.bytes;
    source.matched += read.matched;
  }

  #take(number: number, source: Source, batches: readonly EventBatch[]): void {
    let newest = Number.NaN;
    const now = this.#options.now();
    for (const batch of batches) {
      // A single time in the future must not hide the others from the watermark.
      for (let i = 0; i < batch.count; i++) {
        const time = batch.times[i]!;
        if (!(time <= newest) && time <= now + CLOCK_SLACK_MS) newest = time;
      }
      const { events, kept } = this.#counts.add(batch, now, this.#seen.size > 0);
      source.events += events;
      if (kept.length > 0) for (const listener of this.#seen) listener(kept);
    }
    this.#watermark.see(number, newest, now);
    this.version += 1;
  }

  #source(number: number, name: string): Source {
    const known = this.#sources.get(number);
    if (known !== undefined) return known;
    const source = { name, bytes: 0, lines: 0, events: 0, error: null, matched: 0 };
    this.#sources.set(number, source);
    return source;
  }

  /** A source is over: no window waits for it. */
  end(number: number, error: string | null): void {
    this.#watermark.end(number, this.#options.now());
    const source = this.#sources.get(number);
    if (source !== undefined) source.error = error;
  }

  /** @param failures of all files, after each look at them */
  fail(failures: ReadonlyMap<string, string>): void {
    for (const [name, reason] of failures) {
      if (this.failures.get(name) === reason) continue;
      this.#readErrors += 1;
      this.version += 1;
      this.failures.set(name, reason);
    }
    for (const name of this.failures.keys()) {
      if (failures.has(name)) continue;
      this.version += 1;
      this.failures.delete(name);
    }
  }

  /** To be called when something was read, and now and then: closes windows and tells the listeners. */
  settle(): void {
    const watermark = this.#watermark.at(this.#options.now());
    if (this.#counts.windows.newest > Number.NEGATIVE_INFINITY) {
      const closed = this.#counts.windows.close(watermark);
      if (closed.length > 0) {
        this.version += 1;
        for (const listener of this.#closed) listener(closed);
      }
    }
    if (this.#findings.isDue) this.version += 1;
    if (this.#reached === this.version) return;
    this.#reached = this.version;
    for (const listener of this.#changed) listener();
  }

  /** Closes all windows: nothing comes any more. */
  finish(): void {
    this.isFinished = true;
    const closed = this.#counts.windows.close(Number.POSITIVE_INFINITY);
    if (closed.length > 0) for (const listener of this.#closed) listener(closed);
  }

  summary(): Summary {
    const sources = this.#byName();
    const matched = sources.reduce((sum, source) => sum + source.matched, 0);
    return this.#counts.summary(
      sources.map(({ matched: _, ...source }) => source),
      matched,
    );
  }

  /** What was read, by the names that files have now: texts that had a name one after the other are one source. */
  #byName(): Source[] {
    const named = new Map<string, Source>();
    const add = (source: Source) => {
      const known = named.get(source.name);
      if (known === undefined) named.set(source.name, { ...source });
      else {
        known.bytes += source.bytes;
        known.lines += source.lines;
        known.events += source.events;
        known.matched += source.matched;
        known.error ??= source.error;
      }
    };
    for (const [number, source] of this.#sources) {
      add({ ...source, name: number < 0 ? source.name : (this.store.nameOf(number) ?? source.name) });
    }
    for (const [name, error] of this.failures) add({ name, bytes: 0, lines: 0, events: 0, matched: 0, error });
    return [...named.values()];
  }

  /** Warns of keys that are on no line, as `scan` does. @returns whether that can be told already */
  async warnOfAbsentKeys(plan: Plan, warn: RunContext['warn']): Promise<boolean> {
    if (keysOf(plan).length === 0) return true;
    const read = this.#byName().map(({ name, matched }) => ({ name, beginning: null, matchedLines: matched }));
    if (!read.some(({ matchedLines }) => matchedLines > 0)) return false;
    const { warnOfAbsentKeys } = await import('../workers/absent-keys.js');
    await warnOfAbsentKeys(plan, read, this.summary().groups, this.#counts.seenKeys, { warn });
    return true;
  }

  recent(span: number): Summary {
    return this.report(span).summary;
  }

  report(span: number | null): LiveReport {
    if (span !== null) {
      const { summary, groupTimes } = this.#counts.recent(span);
      return { summary: { ...summary, findings: this.#findings.of(span) }, groupTimes };
    }
    const summary = this.summary();
    return { summary, groupTimes: () => this.#counts.groupTimes(summary) };
  }

  between(start: number, end: number): Summary {
    return this.#counts.between(start, end);
  }

  window(start: number): Summary['windows'][number] | null {
    return this.#counts.window(start);
  }

  get totals(): LiveTotals {
    let [bytes, lines] = [0, 0];
    for (const source of this.#sources.values()) {
      bytes += source.bytes;
      lines += source.lines;
    }
    const { newest, late } = this.#counts.windows;
    const watermark = this.#watermark.at(this.#options.now());
    return {
      ...{ sources: this.#sources.size, bytes, lines, late },
      ...{ events: this.#counts.events, errors: this.#counts.errors },
      newest: Number.isFinite(newest) ? newest : null,
      watermark: Number.isFinite(watermark) ? watermark : null,
      ...{ failures: this.failures, gaps: this.store.gaps },
    };
  }

  get counters(): LiveCounters {
    return { codes: this.#counts.codes, groups: [...this.#counts.groups.values()], readErrors: this.#readErrors };
  }

  get lines(): readonly LiveLine[] {
    return this.#counts.lines;
  }

  onChange(listener: () => void): () => void {
    return added(this.#changed, listener);
  }

  onEvents(listener: (events: readonly PtkEvent[]) => void): () => void {
    return added(this.#seen, listener);
  }

  onWindows(listener: (windows: readonly ClosedWindow[]) => void): () => void {
    return added(this.#closed, listener);
  }

  data(): LiveRunData {
    return {
      store: this.store.data(),
      counts: this.#counts.data(),
      sources: [...this.#sources].filter(([number]) => number >= 0),
      readErrors: this.#readErrors,
    };
  }

  restore({ store, counts, sources, readErrors }: LiveRunData): void {
    this.store.restore(store);
    this.#counts.restore(counts);
    for (const [number, source] of sources) this.#sources.set(number, { ...source });
    this.#readErrors = readErrors;
  }
}

/** For a state file. */
export interface LiveRunData {
  readonly store: LiveStoreData;
  readonly counts: LiveCountsData;
  readonly sources: readonly (readonly [number, Source])[];
  readonly readErrors: number;
}

function added<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
