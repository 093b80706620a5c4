/** Hands on the bytes of each source before they are scanned, for who wants more of a line than its events. */
import type { ColumnHeader } from '../kernel/records.js';
import type { UnreadNotes } from './custom-format/unread-notes.js';
import type { Consume, LineReader, Room, SourcePart } from './line-reader.js';

/** Takes the text of one source after the other. */
export interface TextFeed {
  /** A source begins whose first byte has this offset. */
  begin(offset: number): void;
  /** Its next bytes, which are valid during the call only. The events of their lines follow. */
  bytes(chunk: Uint8Array): void;
  /** It is over, and all its events have come. */
  end(): void;
}

/** A reader whose bytes go to a feed as well. */
export class FedReader implements LineReader {
  readonly #reader: LineReader;
  readonly #feed: TextFeed;

  constructor(reader: LineReader, feed: TextFeed) {
    this.#reader = reader;
    this.#feed = feed;
  }

  headerOf(beginning: Uint8Array): ColumnHeader | null {
    return this.#reader.headerOf(beginning);
  }

  begin(part: SourcePart, consume: Consume): void {
    this.#reader.begin(part, consume);
    this.#feed.begin(part.offset);
  }

  get room(): Room {
    return this.#reader.room;
  }

  filled(n: number): void {
    const { memory, at } = this.#reader.room;
    this.#feed.bytes(memory.subarray(at, at + n));
    this.#reader.filled(n);
  }

  write(chunk: Uint8Array): void {
    this.#feed.bytes(chunk);
    this.#reader.write(chunk);
  }

  end(): void {
    this.#reader.end();
    this.#feed.end();
  }

  flushCounts(): void {
    this.#reader.flushCounts();
  }

  get lines(): number {
    return this.#reader.lines;
  }

  get matchedLines(): number {
    return this.#reader.matchedLines;
  }

  get lastTime(): number {
    return this.#reader.lastTime;
  }

  get onOtherOrder(): LineReader['onOtherOrder'] {
    return this.#reader.onOtherOrder;
  }

  set onOtherOrder(report: LineReader['onOtherOrder']) {
    this.#reader.onOtherOrder = report;
  }

  get notes(): UnreadNotes | null {
    return this.#reader.notes;
  }

  get fault(): string | null {
    return this.#reader.fault;
  }

  get isOver(): boolean {
    return this.#reader.isOver;
  }
}
