/**
 * The interface of both scanners: bytes of one source after the other in, batches of events out. `Scanner` reads lines by
 * the ordinary rules, `CustomFormatScanner` by a format that the user describes.
 */

import type { ColumnHeader } from '../kernel/records.js';
import type { EventBatch } from '../model/event.js';
import type { Counter } from './counter.js';
import type { UnreadNotes } from './custom-format/unread-notes.js';

/** A source, or a piece of one, whose bytes follow. */
export interface SourcePart {
  readonly name: string;
  /** Epoch milliseconds: the modification time, or now. Missing years are derived from it. */
  readonly reference: number;
  /** Offset of the piece's first byte in the source, byte order mark included. */
  readonly offset: number;
  /** Lines of the source before the piece. */
  readonly lines: number;
  /**
   * Reads from the source again: as many bytes as there are from an offset on, into the array, and tells how many. Undefined:
   * it can be read only once.
   */
  readonly reread?: (offset: number, into: Uint8Array) => number;
  /** The source's column header, or null for none; undefined: the piece begins the source and the reader searches. */
  readonly header?: ColumnHeader | null;
  /** Whether the source's first line declares times in UTC; undefined: the piece begins the source, the reader checks. */
  readonly utc?: boolean;
}

export type Consume = (batch: EventBatch) => void;

/** Where the next bytes may be written: `size` bytes (never 0) of `memory` from `at`. */
export interface Room {
  readonly memory: Uint8Array;
  readonly at: number;
  readonly size: number;
}

export interface LineReader {
  /** The column header of a source that begins with these bytes, for a piece from its middle. To be called before `begin`. */
  headerOf(beginning: Uint8Array): ColumnHeader | null;
  /** @param counter gets what the reader counts by itself, if it does; null: all events come in batches */
  begin(part: SourcePart, consume: Consume, counter?: Counter | null): void;
  readonly room: Room;
  /** `n` bytes were written to the room. */
  filled(n: number): void;
  write(chunk: Uint8Array): void;
  /** The piece has ended. */
  end(): void;
  /** Passes on the events that the kernel has counted itself so far. */
  flushCounts(): void;
  /** Lines of the piece so far. */
  readonly lines: number;
  /** Lines of the piece with at least one accepted code. */
  readonly matchedLines: number;
  /** The last time in the piece, which the next line may inherit, in epoch milliseconds; NaN without a timestamp. */
  readonly lastTime: number;
  /** Called at most once a piece, with the text of a line whose date is possible only in the other date order. */
  onOtherOrder: ((source: string, line: string) => void) | null;
  /** What a custom format could not read of the piece; null for the ordinary rules. */
  readonly notes: UnreadNotes | null;
  /** Why some lines of the piece were not read as they should be, or null. */
  readonly fault: string | null;
  /** Whether the rest of the piece is not read, because of the fault. */
  readonly isOver: boolean;
}
