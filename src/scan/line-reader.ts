/**
 * What reads pieces of sources line by line, one after the other: bytes in, batches of events out. There are two: the
 * scanner for the ordinary rules, and the one for formats that users describe.
 */
import type { ColumnHeader } from '../kernel/records.js';
import type { EventBatch } from '../model/event.js';
import type { UnreadNotes } from './custom-format/unread-notes.js';

/** A source, or the piece of one that a reader gets. */
export interface SourcePart {
  readonly name: string;
  /** Epoch milliseconds: modification time, or now. Decides missing years. */
  readonly reference: number;
  /** Byte offset of the piece's start in the source's text; the byte order mark of a source counts as before it. */
  readonly offset: number;
  /** Lines of the source before the piece. */
  readonly lines: number;
  /**
   * The header that stands before the piece in its source, or null; undefined: the piece begins the source, the reader
   * looks itself.
   */
  readonly header?: ColumnHeader | null;
  /** The source said in its first line that its times are UTC; undefined: not known yet, the reader looks itself. */
  readonly utc?: boolean;
}

export type Consume = (batch: EventBatch) => void;

/** Where bytes may be written: `size` bytes (never 0) of `memory` from `at`. */
export interface Room {
  readonly memory: Uint8Array;
  readonly at: number;
  readonly size: number;
}

export interface LineReader {
  /** The header that a source has which begins with these bytes: for a piece from its middle. Before `begin`. */
  headerOf(beginning: Uint8Array): ColumnHeader | null;
  begin(piece: SourcePart, consume: Consume): void;
  /** For the next bytes of the piece. */
  readonly room: Room;
  /** `n` bytes were written to the room. */
  filled(n: number): void;
  write(chunk: Uint8Array): void;
  /** The piece has ended. */
  end(): void;
  /** Hands the counter what was counted inside so far. */
  settle(): void;
  /** Lines of the piece so far. */
  readonly lines: number;
  /** Lines of the piece with at least one accepted code. */
  readonly matchedLines: number;
  /** What a line without a time would inherit after the piece, in epoch milliseconds; NaN where it has no timestamp. */
  readonly lastTime: number;
  /** Called once a piece with the text of a line whose date only the other date order allows. */
  onOtherOrder: ((source: string, line: string) => void) | null;
  /** What a custom format could not read of the piece; null for the ordinary rules. */
  readonly notes: UnreadNotes | null;
}
