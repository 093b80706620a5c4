/** An input, or a member of an archive, that is open: what it is, and the way to its text. */
import type { Readable } from 'node:stream';
import type { ArchiveKind, Compression, Encoding } from './format.js';
import type { Take } from './pipe.js';

export interface OpenSource {
  /** As `Input.name`, or `archive.zip!/path/in/it`. */
  readonly name: string;
  /** The kind of the innermost archive that it is a member of; null where it is not in one. */
  readonly archive: ArchiveKind | null;
  /** Of the text, once it is unpacked. */
  readonly encoding: Encoding;
  /** Whether a byte order mark said so. */
  readonly marked: boolean;
  readonly compression: Compression | 'none';
  /** Bytes of a UTF-8 byte order mark before the text. */
  readonly start: number;
  /** Modification time in epoch milliseconds, of a member its own; null where there is none (a pipe). */
  readonly modified: number | null;
  /** A regular file of plain text: its descriptor and the position and size to read; else null. */
  readonly file: { readonly fd: number; readonly position: number; readonly size: number } | null;
  /** A pipe of plain text, without its mark: the fast way to read it, instead of `stream`. Else null. */
  readonly pipe: { each(take: Take): Promise<void> } | null;
  /**
   * The text as UTF-8, without its mark; null for a `file`. It fails with a LogscanError or a system error, after
   * everything that could be read.
   */
  readonly stream: Readable | null;
  /** Ends all reading. */
  close(): void;
}
