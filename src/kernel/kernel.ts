/**
 * The wrapper that owns the kernel's memory: bytes are written to `room`, `filled` scans what is whole, and records
 * are read out through views. Addresses in that memory leave this file in two places only: `roomAt`, for a reader that
 * writes there itself, and `onBlock`.
 *
 *     memory:  … tables, records … | LOOKBACK bytes | block: carried part of a line, new bytes … | slack
 *                                                     ^ blockAt                                  ^ blockAt + blockSize
 */
import { FIRST_CODE } from '../model/code.js';
import type { LineRules } from '../model/rules.js';
import { MIN_TIME_DIGITS } from '../model/timestamp-forms.js';
import { BlockLines } from './block-lines.js';
import { KernelCounter, type MinuteHour } from './counts.js';
import type { KernelExports } from './exports.js';
import { KernelGroups } from './groups.js';
import type { KernelOptions } from './kernel-options.js';
import { FORM_PROGRAMS } from './prepared.js';
import { recordViews } from './record-views.js';
import type { BlockPosition, ColumnHeader, FindHeader, Records, Visit } from './records.js';
import { codeTextEntries, ENTRIES_SIZE, tableEntries } from './tables.js';

const LF = 10;
const CR = 13;
/** A candidate is decided only with this many bytes behind it: six digits and what the rules look at behind them. */
const DECIDING_BYTES = 96;
/** How far the kernel may read past a block's end: a time from byte 511 of a line on, and 64 bytes of a vector. */
const SLACK = 4096;
/** Large enough that the cost of each block is negligible: 2 % less time than with 256 KiB, the same as with 1 MiB. */
const DEFAULT_BLOCK_SIZE = 512 * 1024;

export class Kernel {
  readonly position: BlockPosition = { linesBefore: 0, lineBase: 0, offsetBase: 0, openOffset: 0 };
  readonly #exports: KernelExports;
  /** What it counts by itself: see `countRange`. */
  readonly counter: KernelCounter;
  readonly #bytes: Uint8Array;
  readonly #blockAt: number;
  readonly #texts: LineRules['texts'];
  /** Where entries for the kernel are written. */
  readonly #entriesAt: number;
  readonly #blockSize: number;
  readonly #lookback: number;
  readonly #records: { -readonly [K in keyof Records]: Records[K] };
  /** How many records a visit can bring at most. */
  readonly recordCapacity: number;
  /** How many records a call of the kernel writes at most. */
  #most: number;
  /** Null where there are no group keys. */
  readonly groups: KernelGroups | null;
  /** Bytes in the block. */
  #fill = 0;
  /** Whether the block goes on with a line that began earlier. */
  #continued = false;
  readonly #lines: BlockLines;
  #header: ColumnHeader | null = null;
  /** Looks for the header in the source's first lines; null once that is over. */
  #findHeader: FindHeader | null = null;
  /** 1 once `end` has scanned a last line without an end. */
  #unended = 0;
  /** Called when all records of a block were visited, before it is moved: where it is in `memory`, and its length. */
  onBlock: ((at: number, length: number) => void) | null = null;
  /** Called when all of a block was counted, before it is moved. */
  onBlockEnd: (() => void) | null = null;
  /** Called with the start of a line whose date exists only in the other date order, before its block is moved. */
  onOtherOrder: ((start: number) => void) | null = null;

  constructor(module: WebAssembly.Module, rules: LineRules, options: KernelOptions = {}) {
    const { everyOccurrence = false, numbered = true, blockSize = DEFAULT_BLOCK_SIZE, groupKeys = [] } = options;
    const kernel = new WebAssembly.Instance(module, {
      env: {
        abort,
        callCode: (index: number) => this.#callCode(index),
        passes: (key: number, number: number) => this.groups!.passes(key, number),
      },
    }).exports as unknown as KernelExports;
    this.#exports = kernel;
    this.counter = new KernelCounter(kernel, this.position);
    this.#texts = rules.texts;
    this.#blockAt = kernel.blockAt.value;
    this.#blockSize = blockSize;
    this.#lookback = kernel.lookback.value;
    this.recordCapacity = kernel.recordCapacity.value;
    this.#most = this.recordCapacity;
    if (blockSize < 2 * this.#lookback)
      throw new RangeError(`blockSize: expected at least ${2 * this.#lookback} bytes; got ${blockSize}`);
    const tables = tableEntries(rules);
    const poolAt = this.#blockAt + blockSize + SLACK;
    this.#entriesAt = poolAt + tables.kept;
    const groupsAt = (this.#entriesAt + Math.max(tables.entries.length, ENTRIES_SIZE) + 7) & ~7;
    const size = groupsAt + (groupKeys.length > 0 ? kernel.groupsSize(groupKeys.length) : 0);
    const missing = size - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536));
    this.#bytes = new Uint8Array(kernel.memory.buffer);
    this.#lines = new BlockLines(this.#bytes, this.#blockAt);
    kernel.configure(everyOccurrence ? 1 : 0, numbered ? 1 : 0, rules.labelled ? 1 : 0, poolAt);
    this.#send(tables.entries);
    const program = FORM_PROGRAMS[rules.dateOrder ?? 'none'];
    this.#bytes.set(Buffer.from(program.text, 'latin1'), kernel.programAt.value);
    const { dates, betweens, times, compactTimes } = program;
    kernel.forms(dates, betweens, times, compactTimes, MIN_TIME_DIGITS, rules.year ?? 0);
    this.#bytes.set(rules.known, kernel.knownAt.value);
    this.groups = groupKeys.length > 0 ? new KernelGroups(kernel, groupKeys, this.#blockAt, groupsAt) : null;
    this.#records = recordViews(kernel, groupKeys.length);
  }

  #send(entries: Uint8Array): void {
    this.#bytes.set(entries, this.#entriesAt);
    this.#exports.table(this.#entriesAt, entries.length);
  }

  /** The kernel asks what the code with this index is called. */
  #callCode(index: number): void {
    const text = this.#texts.find(({ code }) => code === index + FIRST_CODE);
    if (text !== undefined) this.#send(codeTextEntries(text));
  }

  /**
   * Begins a source, or a piece of one that starts at byte `offset` behind `lines` lines. For a piece, `header` is that
   * of its source; at the beginning of a source it is a function that finds it.
   */
  begin(offset = 0, lines = 0, header: ColumnHeader | FindHeader | null = null): void {
    this.#exports.begin();
    this.#findHeader = typeof header === 'function' ? header : null;
    this.#setHeader(typeof header === 'function' ? null : header);
    this.position.offsetBase = offset;
    this.position.openOffset = offset;
    this.position.linesBefore = lines;
    this.#unended = 0;
    this.#fill = 0;
    this.#continued = false;
  }

  #setHeader(header: ColumnHeader | null): void {
    if (header === null && this.#header === null) return;
    this.#header = header;
    if (header !== null) this.#bytes.set(header.columns, this.#exports.columnsAt.value);
    this.#exports.header(header?.columns.length ?? 0, header?.separator ?? 0);
  }

  /** The header of the source that has begun, as far as it is read; null where it has none. */
  get header(): ColumnHeader | null {
    return this.#header;
  }

  /** Lines that have ended since `begin`, and the last one without an end once `end` was called. */
  get lines(): number {
    return this.#exports.lineCount() + this.#unended;
  }

  /** Lines since `begin` with at least one accepted code. */
  get matchedLines(): number {
    return this.#exports.matchedCount();
  }

  /** The kernel's whole memory. A file can be read straight into it: at `roomAt`, up to `roomSize` bytes (never 0). */
  get memory(): Uint8Array {
    return this.#bytes;
  }

  get roomAt(): number {
    return this.#blockAt + this.#fill;
  }

  get roomSize(): number {
    return this.#blockSize - this.#fill;
  }

  /** `n` bytes were written at `roomAt`: scans the lines that are whole now. */
  filled(n: number, visit: Visit): void {
    const from = this.#blockAt + this.#fill;
    this.#fill += n;
    const lastEnd = this.#exports.endBefore(from + n, from);
    if (lastEnd > 0) {
      this.#runLines(lastEnd - this.#blockAt, visit);
    } else if (this.#fill === this.#blockSize) {
      // A file that was truncated while its writer went on may begin with more NULs than a block has bytes.
      const absent = this.#exports.absentLength(this.#fill);
      this.#run(absent > this.#blockSize / 2 ? absent : this.#blockSize - DECIDING_BYTES, true, visit);
    }
  }

  /** Copies `chunk` in and scans it. */
  write(chunk: Uint8Array, visit: Visit): void {
    for (let done = 0; done < chunk.length; ) {
      const n = Math.min(this.roomSize, chunk.length - done);
      this.#bytes.set(n === chunk.length ? chunk : chunk.subarray(done, done + n), this.roomAt);
      this.filled(n, visit);
      done += n;
    }
  }

  /** The source has ended: scans a last line without a line end. */
  end(visit: Visit): void {
    if (this.#fill === 0) return;
    const end = this.roomAt;
    // A line end that is not there must not make a line end of a CR: behind a second one it is a byte of the line.
    const added = this.#bytes[end - 1] === CR ? [CR, LF] : [LF];
    this.#bytes.set(added, end);
    this.#runLines(this.#fill, visit);
    this.#unended = 1;
  }

  /** The time that a line without its own would inherit now, as a record has it. */
  get lastTime(): { local: number; zone: number } {
    return { local: this.#exports.lastLocal(), zone: this.#exports.lastZone() };
  }

  /** A copy of the line that starts `start` bytes into the block, up to `most` bytes, during a visit or `onBlock` only. */
  line(start: number, most: number): Uint8Array {
    return this.#lines.line(start, Math.min(most, this.#fill - start));
  }

  /** Copies the beginning of a line as `line` does, and perhaps what follows it. @returns how many bytes */
  copyLine(start: number, into: Uint8Array): number {
    return this.#lines.copy(start, this.#fill, into);
  }

  /**
   * From now on events with this zone and a wall-clock time in [start, end), at most 2^31 ms, are counted in the kernel
   * and make no records; `most` is how many other records come in one visit. Earlier counts must have been taken.
   * @param hour in [start, end) others of a minute each follow the range, counted from `first` on; null: none does
   */
  countRange(start: number, end: number, zone: number, most: number, hour: MinuteHour | null = null): void {
    this.#exports.countRange(start, end, zone);
    this.#exports.followMinutes(hour?.first ?? 0, hour?.start ?? 0, hour?.end ?? 0);
    this.#exports.recordAtMost(most);
    this.#most = most;
  }

  /**
   * Whether a line has a time among those that start from `from` to `lineStart` in the block: that line itself (`own`),
   * an earlier one, or none; `lastTime` is then that of the nearest. Only within `onBlock`.
   */
  timeBetween(from: number, lineStart: number): 'own' | 'earlier' | 'none' {
    const found = this.#exports.timeBetween(from, lineStart);
    const other = this.#exports.otherOrderStart();
    if (other >= 0) this.onOtherOrder?.(other);
    return found === 0 ? 'none' : found === 1 ? 'own' : 'earlier';
  }

  /** Scans the block's first `length` bytes, which are whole lines; those behind a header are read by it. */
  #runLines(length: number, visit: Visit): void {
    const found = this.#findHeader?.(this.#bytes.subarray(this.#blockAt, this.#blockAt + length)) ?? null;
    if (found !== 'later') this.#findHeader = null;
    if (found === 'later' || found === null) {
      this.#run(length, false, visit);
      return;
    }
    this.#run(found.end, false, visit);
    // A first line with a time is not a header.
    if (found.isNamed || Number.isNaN(this.#exports.lastLocal())) this.#setHeader(found.header);
    if (found.end < length) this.#run(length - found.end, false, visit);
  }

  /** Scans the block's first `length` bytes and moves the rest to its front. */
  #run(length: number, goesOn: boolean, visit: Visit): void {
    const { position } = this;
    const kernel = this.#exports;
    if (goesOn) this.#findHeader = null;
    const { groups } = this;
    let most = this.#most;
    kernel.placeBlock(position.offsetBase, position.openOffset);
    groups?.beforeScan();
    let count = kernel.scan(length, goesOn ? 1 : 0);
    while (count > 0) {
      if (groups !== null) this.#records.values = groups.read();
      this.#records.count = count;
      position.lineBase = position.linesBefore + kernel.lineCountBefore();
      visit(this.#records, position);
      if (count < most) break;
      most = this.#most;
      groups?.beforeScan();
      count = kernel.more();
    }
    const other = kernel.otherOrderStart();
    // With `onBlock`, whoever reads the lines learns of dates from `timeBetween`.
    if (this.onBlock !== null) this.onBlock(this.#blockAt, length);
    else if (other >= 0) this.onOtherOrder?.(other);

    this.onBlockEnd?.();
    this.counter.settle();
    if (goesOn && !this.#continued) {
      position.openOffset = position.offsetBase;
      this.#lines.keepOpen();
    }
    position.offsetBase += length;
    this.#continued = goesOn;
    const keep = goesOn ? this.#lookback : 0;
    const rest = this.#fill - length;
    if (keep + rest > 0) {
      const from = this.#blockAt + length - keep;
      this.#bytes.copyWithin(this.#blockAt - keep, from, from + keep + rest);
    }
    this.#fill = rest;
  }
}

function abort(): never {
  throw new WebAssembly.RuntimeError('the scanning kernel aborted');
}
