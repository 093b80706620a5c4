/**
 * The scanner for the ordinary rules. The caller writes bytes straight into the kernel's memory (`room`, `filled`), or
 * has them copied there (`write`). Batches are passed to `consume` during the call and reused after it.
 */
import { NO_ZONE } from '../kernel/exports.js';
import { Kernel } from '../kernel/kernel.js';
import type { BlockPosition, ColumnHeader, Records } from '../kernel/records.js';
import { MAX_KEPT_LINE } from '../model/limits.js';
import type { CountMode } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import type { Zone } from '../time/zone.js';
import type { Counter } from './counter.js';
import { type GroupCounting, KernelCounts, type LineSink } from './kernel-counts.js';
import type { Consume, LineReader, Room, SourcePart } from './line-reader.js';
import { PartTimes } from './part-times.js';
import { declaresUtc, headerIn, headerOrFinder, UTC_DECLARATION_BYTES } from './source-head.js';

export interface ScannerOptions {
  /** The compiled kernel; may be shared between threads. */
  readonly module: WebAssembly.Module;
  readonly rules: LineRules;
  /** Zone of timestamps that are written without one. */
  readonly timeZone: Zone;
  readonly count: CountMode;
  /**
   * Whether to fill `lines` and `offsets` of the batches; default true. Counting without them is a tenth faster. With a sink of
   * lines there are offsets in any case.
   */
  readonly locations?: boolean;
  /**
   * Receives the events that the kernel counts itself, which come in no batch. Making no record of most events is faster,
   * but allowed only where counts alone are wanted: `locations` is false. Where there are group keys, the counter must take
   * counts of groups, else all events come in batches.
   */
  readonly counter?: Counter;
  /** Sees lines of the events that the kernel counts itself. */
  readonly lines?: LineSink;
  /** Keys whose values the batches are to have, lower case. */
  readonly groupKeys?: readonly string[];
  /** What a counter of groups is to get; default: counts by no key, whatever the lines have. */
  readonly counting?: GroupCounting;
  /** Bytes scanned at a time, at least 8192; default: the kernel's. */
  readonly blockSize?: number;
}

const NO_GROUPS: GroupCounting = { by: 0, conditions: null };

export class Scanner implements LineReader {
  readonly notes = null;
  readonly fault = null;
  readonly isOver = false;
  readonly #kernel: Kernel;
  readonly #options: ScannerOptions;
  readonly #batch: {
    source: string;
    count: number;
    codes: Int32Array;
    times: Float64Array;
    inherited: Uint8Array;
    lines: Float64Array;
    offsets: Float64Array;
    groups: { ids: Int32Array; values: readonly (string | null)[] }[];
    lineBytes: (i: number) => Uint8Array;
  };
  /** Where the lines of the batch start in the block. */
  #starts: Int32Array = new Int32Array(0);
  readonly #times: PartTimes;
  readonly #counts: KernelCounts;
  /** The first bytes of a source, until it is known whether they declare UTC. */
  #head: number[] | null = null;
  #consume: Consume = () => {};
  readonly #visit = (records: Records, position: Readonly<BlockPosition>) => this.#emit(records, position);

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#kernel = new Kernel(options.module, options.rules, {
      everyOccurrence: options.count === 'occurrences',
      numbered: options.locations ?? true,
      groupKeys: options.groupKeys ?? [],
      ...(options.blockSize === undefined ? {} : { blockSize: options.blockSize }),
    });
    const size = this.#kernel.recordCapacity;
    this.#batch = {
      source: '',
      count: 0,
      codes: new Int32Array(0),
      times: new Float64Array(size),
      inherited: new Uint8Array(0),
      lines: new Float64Array(size),
      offsets: new Float64Array(size),
      groups: (options.groupKeys ?? []).map(() => ({ ids: new Int32Array(0), values: [null] })),
      lineBytes: (i) => this.#kernel.line(this.#starts[i]!, MAX_KEPT_LINE),
    };
    this.#times = new PartTimes(this.#kernel, options.timeZone);
    this.#counts = new KernelCounts(this.#kernel, this.#times, options.lines ?? null, options.counting ?? NO_GROUPS);
  }

  /** @param counter for this part alone, in place of that of the options */
  begin(part: SourcePart, consume: Consume, counter: Counter | null = this.#options.counter ?? null): void {
    this.flushCounts();
    this.#times.begin(part);
    this.#options.lines?.beginPart(part);
    this.#counts.begin(counter);
    this.#consume = consume;
    this.#batch.source = part.name;
    this.#kernel.begin(part.offset, part.lines, headerOrFinder(part.header, this.#options.rules));
    this.#head = part.utc === undefined ? [] : null;
  }

  get onOtherOrder(): LineReader['onOtherOrder'] {
    return this.#times.onOtherOrder;
  }

  set onOtherOrder(report: LineReader['onOtherOrder']) {
    this.#times.onOtherOrder = report;
  }

  headerOf(beginning: Uint8Array): ColumnHeader | null {
    this.flushCounts();
    // These lines are read once more where they belong.
    this.#counts.begin(null);
    return headerIn(this.#kernel, beginning, this.#options.rules);
  }

  get room(): Room {
    return { memory: this.#kernel.memory, at: this.#kernel.roomAt, size: this.#kernel.roomSize };
  }

  filled(n: number): void {
    if (this.#head !== null)
      this.#lookForUtc(this.#kernel.memory.subarray(this.#kernel.roomAt, this.#kernel.roomAt + n));
    this.#kernel.filled(n, this.#visit);
  }

  write(chunk: Uint8Array): void {
    if (this.#head !== null) this.#lookForUtc(chunk);
    this.#kernel.write(chunk, this.#visit);
  }

  end(): void {
    this.#kernel.end(this.#visit);
    this.flushCounts();
    this.#options.lines?.endPart();
  }

  flushCounts(): void {
    this.#counts.take();
  }

  get lines(): number {
    return this.#kernel.lines;
  }

  get matchedLines(): number {
    return this.#kernel.matchedLines;
  }

  get lastTime(): number {
    const { local, zone } = this.#kernel.lastTime;
    return this.#times.resolver.instant(local, zone);
  }

  /** Collects the first bytes of a source, however they are cut, and checks them for a declaration of UTC. */
  #lookForUtc(chunk: Uint8Array): void {
    const head = this.#head!;
    for (let i = 0; i < chunk.length && head.length < UTC_DECLARATION_BYTES; i++) head.push(chunk[i]!);
    if (head.length < UTC_DECLARATION_BYTES) return;
    this.#times.setUtc(declaresUtc(Uint8Array.from(head)));
    this.#head = null;
  }

  #emit(records: Records, position: Readonly<BlockPosition>): void {
    const batch = this.#batch;
    const { count, locals, zones, lines, starts } = records;
    const times = this.#times.resolver;
    batch.count = count;
    batch.codes = records.codes;
    batch.inherited = records.inherited;
    this.#starts = starts;
    for (const [i, column] of batch.groups.entries()) {
      column.ids = records.groups[i]!;
      column.values = records.values;
    }
    // Consecutive events mostly have the same timestamp.
    let local = Number.NaN;
    let zone = NO_ZONE;
    let instant = Number.NaN;
    for (let i = 0; i < count; i++) {
      if (locals[i] !== local || zones[i] !== zone) {
        local = locals[i]!;
        zone = zones[i]!;
        instant = times.instant(local, zone);
      }
      batch.times[i] = instant;
      // Without an earlier timestamp nothing was inherited.
      if (Number.isNaN(instant)) batch.inherited[i] = 0;
    }
    const { locations, lines: sink } = this.#options;
    if (locations !== false) {
      for (let i = 0; i < count; i++) batch.lines[i] = position.lineBase + lines[i]! + 1;
    }
    if (locations !== false || sink !== undefined) {
      for (let i = 0; i < count; i++) {
        const start = starts[i]!;
        batch.offsets[i] = start < 0 ? position.openOffset : position.offsetBase + start;
      }
    }
    this.#counts.before();
    this.#consume(batch);
    this.#counts.after(records);
  }
}
