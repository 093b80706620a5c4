/**
 * The scanner for custom formats. The kernel scans each block first and finds codes by the ordinary rules. Then the format
 * reads each line; where it finds no code or no time, that of the kernel is taken.
 */
import { groupValue } from '../../kernel/group-value.js';
import { Kernel } from '../../kernel/kernel.js';
import type { ColumnHeader } from '../../kernel/records.js';
import { MAX_KEPT_LINE, MAX_KEY_VALUE } from '../../model/limits.js';
import type { ExtraFields, LineFormat } from '../../model/line-format.js';
import type { CountMode } from '../../model/plan.js';
import type { LineRules } from '../../model/rules.js';
import { lineValue } from '../../reference/line-value.js';
import type { Zone } from '../../time/zone.js';
import { LineBound, MAX_LINE_BYTES } from '../bound-lines.js';
import type { Consume, LineReader, Room, SourcePart } from '../line-reader.js';
import { PartTimes } from '../part-times.js';
import { declaresUtc, headerIn, headerOrFinder } from '../source-head.js';
import { BlockCodes } from './block-codes.js';
import { BlockMatching } from './block-matching.js';
import { BlockText, utf8 } from './block-text.js';
import { BlockTimes } from './block-times.js';
import { type CustomFormat, compileFormat } from './custom-format.js';
import type { CustomReading } from './custom-reading.js';
import { EventBatcher } from './event-batcher.js';
import { JsonRows } from './json-rows.js';
import { LineTimes } from './line-times.js';
import { noNotes, noteFit, noteLine, type UnreadNotes } from './unread-notes.js';

export interface CustomFormatOptions {
  /** The compiled kernel; may be shared between threads. */
  readonly module: WebAssembly.Module;
  readonly format: LineFormat;
  readonly rules: LineRules;
  /** Zone of timestamps that are written without one. */
  readonly timeZone: Zone;
  readonly count: CountMode;
  /** Keys whose values the batches are to have, lower case. */
  readonly groupKeys?: readonly string[];
  /** Whether the run is to stop. Asked where a pattern takes long. */
  readonly stopped?: () => boolean;
  /** What a pattern may take for a line, in milliseconds; default: `LINE_BUDGET_MS`. */
  readonly lineMs?: number;
}

/**
 * Bytes read at a time. The string made of 64 KiB fits V8's young generation, whose memory is reused quickly. With 256 KiB
 * a run takes a fifth longer and needs 16 MiB more a thread.
 */
const MAX_CHUNK_BYTES = 64 * 1024;
/** Where so much takes long it is made less, so that whoever reads can look at the clock in between. */
const MIN_CHUNK_BYTES = 4 * 1024;
const LONG_MS = 50;

export class CustomFormatScanner implements LineReader {
  readonly #options: CustomFormatOptions;
  readonly #format: CustomFormat;
  readonly #events: EventBatcher;
  readonly #kernel: Kernel;
  readonly #rows = new JsonRows();
  readonly #codes = new BlockCodes();
  readonly #customTimes: BlockTimes;
  readonly #lineTimes: LineTimes;
  readonly #text: BlockText;
  readonly #matching: BlockMatching | null;
  #bound = new LineBound();
  #notes = noNotes();
  readonly #times: PartTimes;
  /** Byte offset of the next line's start in the source. */
  #offset = 0;
  #lines = 0;
  #matchedLines = 0;
  #chunkBytes = MAX_CHUNK_BYTES;
  readonly #visit = this.#codes.add.bind(this.#codes);

  /** @throws LogscanError `usage` for an invalid format */
  constructor(options: CustomFormatOptions) {
    const { module, format, rules, count, groupKeys } = options;
    this.#options = options;
    this.#format = compileFormat(format, rules);
    this.#events = new EventBatcher(this.#format.fields, groupKeys?.length ?? 0, (start) =>
      this.#kernel.line(start, MAX_KEPT_LINE),
    );
    this.#customTimes = new BlockTimes(module, format.timeFormat, rules);
    this.#kernel = new Kernel(module, rules, {
      everyOccurrence: count === 'occurrences',
      numbered: false,
      // A line is always whole in a block.
      blockSize: MAX_LINE_BYTES + MAX_CHUNK_BYTES,
    });
    this.#text = new BlockText(this.#kernel.memory);
    const { pattern } = this.#format;
    this.#matching =
      pattern === null ? null : new BlockMatching(pattern, options.stopped ?? (() => false), options.lineMs);
    this.#lineTimes = new LineTimes(this.#kernel);
    this.#times = new PartTimes(this.#kernel, options.timeZone);
    this.#kernel.onBlock = (at, length) => this.#block(at, length);
  }

  begin(part: SourcePart, consume: Consume): void {
    this.#times.begin(part);
    this.#events.begin(part.name, consume);
    this.#kernel.begin(0, 0, headerOrFinder(part.header, this.#options.rules));
    this.#codes.clear();
    this.#lineTimes.begin();
    this.#bound = new LineBound();
    this.#notes = noNotes();
    this.#matching?.begin();
    this.#offset = part.offset;
    this.#lines = 0;
    this.#matchedLines = 0;
  }

  get onOtherOrder(): LineReader['onOtherOrder'] {
    return this.#times.onOtherOrder;
  }

  set onOtherOrder(report: LineReader['onOtherOrder']) {
    this.#times.onOtherOrder = report;
  }

  headerOf(beginning: Uint8Array): ColumnHeader | null {
    const { onBlock } = this.#kernel;
    this.#kernel.onBlock = null;
    const header = headerIn(this.#kernel, beginning, this.#options.rules);
    this.#kernel.onBlock = onBlock;
    return header;
  }

  get room(): Room {
    const { memory, roomAt: at, roomSize } = this.#kernel;
    return { memory, at, size: Math.min(roomSize, this.#chunkBytes) };
  }

  filled(n: number): void {
    const began = Date.now();
    const { memory, roomAt } = this.#kernel;
    const kept = this.#bound.trim(memory, roomAt, n);
    if (kept > 0) this.#kernel.filled(kept, this.#visit);
    if (Date.now() - began > LONG_MS) this.#chunkBytes = Math.max(MIN_CHUNK_BYTES, this.#chunkBytes / 4);
    else if (this.#chunkBytes < MAX_CHUNK_BYTES) this.#chunkBytes *= 2;
  }

  write(chunk: Uint8Array): void {
    for (let done = 0; done < chunk.length; ) {
      const { memory, at, size } = this.room;
      const n = Math.min(size, chunk.length - done);
      memory.set(n === chunk.length ? chunk : chunk.subarray(done, done + n), at);
      this.filled(n);
      done += n;
    }
  }

  end(): void {
    this.#bound.end();
    this.#kernel.end(this.#visit);
    this.#events.flush();
  }

  /** Nothing to do: all events come in batches. */
  flushCounts(): void {}

  get lines(): number {
    return this.#lines;
  }

  get matchedLines(): number {
    return this.#matchedLines;
  }

  get lastTime(): number {
    return this.#times.resolver.instant(this.#lineTimes.local, this.#lineTimes.zone);
  }

  get notes(): UnreadNotes {
    return this.#notes;
  }

  get fault(): string | null {
    return this.#matching?.fault ?? null;
  }

  get isOver(): boolean {
    return this.#matching?.isOver ?? false;
  }

  /** Reads the lines of a block that the kernel has scanned. */
  #block(at: number, length: number): void {
    const text = this.#text;
    const matching = this.#matching;
    matching?.read(text, at, length);
    let before = 0;
    let start = 0;
    for (text.begin(at, length); matching?.hasNext !== false && text.next(); ) {
      before = start;
      start = text.start;
      this.#line(start, before, text.end + 1);
    }
    this.#lineTimes.leave(start);
    this.#codes.clear();
    // While the lines are still in the block.
    this.#events.flush();
  }

  /** Reads one line of the block, given where it, the line before and the line after it start. */
  #line(start: number, before: number, next: number): void {
    const text = this.#text;
    const offset = this.#offset;
    const length = text.end - start;
    const cut = this.#bound.cutAfter(length);
    this.#offset += length + cut + 1;
    this.#lines += 1;
    if (cut > 0) noteLine(this.#notes.cut, this.#lines);
    const { utc, lines } = this.#times.part;
    if (utc === undefined && lines === 0 && this.#lines === 1)
      this.#times.setUtc(declaresUtc(Buffer.from(text.bytes, 'latin1')));
    const custom = this.#customReading();
    if (custom !== null) noteFit(this.#notes, custom);
    let isTimed = false;
    if (custom !== null && custom.time !== null) isTimed = this.#readCustomTime(custom.time, start, before, next);
    const codes = custom?.codes ?? this.#codes.take(start);
    if (codes.length === 0) return;
    if (custom === null || custom.time === null) isTimed = this.#lineTimes.read(start, next);
    this.#add(codes, !isTimed, offset, start, custom?.fields ?? null);
  }

  #customReading(): CustomReading | null {
    const { fromRow } = this.#format;
    const text = this.#text;
    if (fromRow === null) return this.#matching!.next(text.line, this.#notes, this.#lines);
    const row = this.#rows.read(text.line);
    if (row !== undefined) return fromRow(row);
    if (text.bytes.trim() !== '') noteLine(this.#notes.notJson, this.#lines);
    return null;
  }

  /** Reads a time that the format has found. @returns false where it is no time: the line then counts as one without */
  #readCustomTime(value: string | number, start: number, before: number, next: number): boolean {
    const times = this.#customTimes;
    if (times.read(value)) {
      this.#lineTimes.set(times.local, times.zone, next);
      return true;
    }
    this.#lineTimes.skip(start, before, next);
    const { badTimes } = this.#notes;
    if (badTimes.count === 0) badTimes.text = String(value);
    noteLine(badTimes, this.#lines);
    return false;
  }

  #add(codes: readonly number[], inherited: boolean, offset: number, start: number, fields: ExtraFields | null): void {
    const { count, groupKeys } = this.#options;
    const time = this.lastTime;
    const line = this.#times.part.lines + this.#lines;
    const groups = groupKeys === undefined ? [] : groupKeys.map((key) => this.#groupValue(key, fields));
    this.#matchedLines += 1;
    for (const code of count === 'lines' && codes.length > 1 ? new Set(codes) : codes) {
      this.#events.add(code, time, inherited, line, offset, { fields, groups, start });
    }
  }

  /** The value of a `--by` key: that of the pattern's named group of this name, in any case, else the one on the line. */
  #groupValue(key: string, fields: ExtraFields | null): string | null {
    const name = fields === null ? undefined : Object.keys(fields).find((field) => field.toLowerCase() === key);
    if (name !== undefined) return groupValue(fields![name]?.slice(0, MAX_KEY_VALUE) ?? '') || null;
    const value = lineValue(this.#text.bytes, key);
    return value === null ? null : groupValue(utf8(value));
  }
}
