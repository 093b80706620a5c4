/**
 * One source's bytes in, batches of events out. Bytes go straight into the kernel's memory (`room`, `filled`) or are
 * copied there (`write`); batches are handed to `consume` during the call and reused after it.
 */
import { NO_ZONE, YEARLESS } from '../kernel/exports.js';
import { Kernel } from '../kernel/kernel.js';
import type { BlockPosition, ColumnHeader, Records } from '../kernel/records.js';
import type { CountMode } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import { type Zone, zoneOf } from '../time/zone.js';
import type { Consume, LineReader, Room, SourcePart } from './line-reader.js';
import { declaresUtc, headerIn, headerOrFinder, UTC_REACH } from './source-head.js';
import { TimeResolver } from './times.js';

export interface ScannerOptions {
  /** The compiled kernel; may be shared between threads. */
  readonly module: WebAssembly.Module;
  readonly rules: LineRules;
  /** Zone of stamps that are written without one. */
  readonly timeZone: Zone;
  readonly count: CountMode;
  /** Fill `lines` and `offsets` of the batches; default yes. Counting does without, and is a tenth faster for it. */
  readonly places?: boolean;
  /**
   * Counts what the kernel counts by itself: most events then make no record, and come in no batch. Only where nothing
   * but counts is wanted: `places` is false, and there are no group keys.
   */
  readonly counter?: Counter;
  /** Keys whose values come with the events, lower case; at most two. */
  readonly groupKeys?: readonly string[];
  /** Bytes scanned at a time, at least 8192; a kernel's default otherwise. */
  readonly blockSize?: number;
}

/** Who counts. A tally is one. */
export interface Counter {
  /** The times that are counted where the last event was: [from, to) in epoch milliseconds. */
  readonly present: { readonly from: number; readonly to: number };
  /** Counts events of one code that are all in one range which was `present`; the earliest and the latest of them. */
  addCounts(code: number, count: number, first: number, last: number): void;
  addInherited(count: number): void;
}

/** Times in the kernel's counts have 32 bits. */
const FARTHEST = 2 ** 30;
/** So many events outside of the kernel's range, and it is moved: at first, and as long as that is worth it. */
const FEW = 16;
const EVERYWHERE = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

export class Scanner implements LineReader {
  readonly notes = null;
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
  };
  #piece: SourcePart = { name: '', reference: 0, offset: 0, lines: 0 };
  #times: TimeResolver;
  /** The first bytes of a piece whose zone is not known yet. */
  #head: number[] | null = null;
  #consume: Consume = () => {};
  /** The instant from which the kernel's own counts count. */
  #countedFrom = 0;
  /** How many events outside of the kernel's range come before it is moved. */
  #few = FEW;
  readonly #visit = (records: Records, position: Readonly<BlockPosition>) => this.#emit(records, position);
  onOtherOrder: ((source: string, line: string) => void) | null = null;

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#kernel = new Kernel(options.module, options.rules, {
      everyOccurrence: options.count === 'occurrences',
      numbered: options.places ?? true,
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
    };
    this.#times = new TimeResolver(options.timeZone, 0);
    this.#kernel.onOtherOrder = (start) => this.#otherOrder(start);
  }

  begin(piece: SourcePart, consume: Consume): void {
    this.settle();
    this.#few = FEW;
    this.#kernel.countRange(0, 0, 0, this.#options.counter === undefined ? this.#kernel.recordCapacity : FEW);
    this.#piece = piece;
    this.#consume = consume;
    this.#batch.source = piece.name;
    this.#kernel.begin(piece.offset, piece.lines, headerOrFinder(piece.header, this.#options.rules));
    this.#head = piece.utc === undefined ? [] : null;
    this.#setUtc(piece.utc === true);
    this.#toldOtherOrder = false;
  }

  headerOf(beginning: Uint8Array): ColumnHeader | null {
    this.settle();
    return headerIn(this.#kernel, beginning, this.#options.rules);
  }

  #setUtc(utc: boolean): void {
    this.#times = new TimeResolver(utc ? zoneOf('UTC') : this.#options.timeZone, this.#piece.reference);
  }

  get room(): Room {
    return { memory: this.#kernel.memory, at: this.#kernel.roomAt, size: this.#kernel.roomSize };
  }

  filled(n: number): void {
    if (this.#head !== null) this.#look(this.#kernel.memory.subarray(this.#kernel.roomAt, this.#kernel.roomAt + n));
    this.#kernel.filled(n, this.#visit);
  }

  write(chunk: Uint8Array): void {
    if (this.#head !== null) this.#look(chunk);
    this.#kernel.write(chunk, this.#visit);
  }

  end(): void {
    this.#kernel.end(this.#visit);
  }

  /** Hands the counter what the kernel has counted. */
  settle(): void {
    const { counter } = this.#options;
    if (counter !== undefined) this.#takeCounts(counter);
  }

  /** @returns how many events it had counted. */
  #takeCounts(counter: Counter): number {
    const start = this.#countedFrom;
    let events = 0;
    const { inherited } = this.#kernel.takeCounts((code, count, earliest, latest) => {
      counter.addCounts(code, count, start + earliest, start + latest);
      events += count;
    });
    counter.addInherited(inherited);
    return events;
  }

  /** Lets the kernel count by itself around the last record, in the range that the counter is at. */
  #follow({ locals, zones, count }: Records): void {
    const { counter } = this.#options;
    const [local, zone] = [locals[count - 1]!, zones[count - 1]!];
    // A year that is missing is decided for each time.
    if (counter === undefined || Number.isNaN(local) || zone & YEARLESS) return;
    const instant = this.#times.instant(local, zone);
    const { from, to } = counter.present;
    if (!(instant >= from && instant < to)) return;
    const span = zone & NO_ZONE ? this.#times.zone.localSpan(local) : EVERYWHERE;
    const offset = local - instant;
    const start = Math.max(from + offset, span.from, local - FARTHEST);
    // Where times leave the range as soon as it is moved, to move it costs more than it saves.
    this.#few = this.#takeCounts(counter) < count ? Math.min(this.#few * 2, this.#kernel.recordCapacity) : FEW;
    this.#countedFrom = start - offset;
    this.#kernel.countRange(start, Math.min(to + offset, span.to, local + FARTHEST), zone, this.#few);
  }

  get lines(): number {
    return this.#kernel.lines;
  }

  get matchedLines(): number {
    return this.#kernel.matchedLines;
  }

  get lastTime(): number {
    const { local, zone } = this.#kernel.lastTime;
    return this.#times.instant(local, zone);
  }

  /** Looks at the first bytes of a source, however they are cut, for a declaration of UTC. */
  #look(chunk: Uint8Array): void {
    const head = this.#head!;
    for (let i = 0; i < chunk.length && head.length < UTC_REACH; i++) head.push(chunk[i]!);
    if (head.length < UTC_REACH) return;
    this.#setUtc(declaresUtc(Uint8Array.from(head)));
    this.#head = null;
  }

  #emit(records: Records, position: Readonly<BlockPosition>): void {
    const batch = this.#batch;
    const { count, locals, zones, lines, starts } = records;
    const times = this.#times;
    batch.count = count;
    batch.codes = records.codes;
    batch.inherited = records.inherited;
    for (const [i, column] of batch.groups.entries()) {
      column.ids = records.groups[i]!;
      column.values = records.values;
    }
    // Most consecutive stamps stay within one stretch of constant offset, and many are the same.
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
      // Before any timestamp there is nothing to inherit.
      if (Number.isNaN(instant)) batch.inherited[i] = 0;
    }
    if (this.#options.places !== false) {
      for (let i = 0; i < count; i++) {
        batch.lines[i] = position.lineBase + lines[i]! + 1;
        const start = starts[i]!;
        batch.offsets[i] = start < 0 ? position.openOffset : position.offsetBase + start;
      }
    }
    this.#consume(batch);
    this.#follow(records);
  }

  #toldOtherOrder = false;

  #otherOrder(start: number): void {
    if (this.#toldOtherOrder) return;
    this.#toldOtherOrder = true;
    this.onOtherOrder?.(this.#piece.name, Buffer.from(this.#kernel.line(start, 512)).toString('utf8'));
  }
}
