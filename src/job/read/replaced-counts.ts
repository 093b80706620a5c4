/**
 * Texts that are counted again from their beginning, in place of their earlier counts: those that files still hold at
 * least as far as they were counted. All of it is one transaction, so that a run that is killed has changed nothing.
 */
import type { Database } from '../../history/store/database.js';
import { dropText } from '../../history/streams/drop-text.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import { type LogStream, newText, type StreamState } from '../../history/streams/streams.js';
import type { Skipped } from './plain.js';
import type { Staged } from './staged.js';

export class ReplacedCounts {
  readonly #db: Database;
  /** Texts that were counted before this run, as they were. */
  readonly #before: ReadonlyMap<number, StreamState>;
  /** Those of them that are counted again. */
  readonly texts = new Map<number, StreamState>();
  /** Those of which a file holds only a part of what was counted, and how many bytes. */
  readonly shorter = new Map<number, { readonly name: string; readonly bytes: number; readonly counted: number }>();

  constructor(db: Database, known: KnownStreams) {
    this.#db = db;
    this.#before = new Map([...known.all()].filter(({ position }) => position > 0).map((text) => [text.id, text]));
  }

  /**
   * Called for a file that holds a text up to byte `bytes`.
   * @returns the text as it is to be read: from its beginning, if it is to be counted again and was not started yet
   */
  async start(stream: LogStream, name: string, bytes: number, staged: Staged): Promise<LogStream> {
    const { id } = stream;
    const before = this.#before.get(id);
    if (before === undefined || this.texts.has(id)) return stream;
    if (bytes < before.position) {
      this.shorter.set(id, { name, bytes, counted: before.position });
      return stream;
    }
    this.texts.set(id, before);
    this.shorter.delete(id);
    await dropText(this.#db, id);
    const unread: LogStream = { ...newText(id, stream.log, stream.fingerprints), missing: stream.missing };
    staged.stream(unread, null);
    return unread;
  }

  /** The ranges of a text that are counted as parts of others, as they were: who counts what is not decided anew. */
  skippedIn(id: number): Skipped[] {
    const before = this.texts.get(id);
    if (before === undefined) return [];
    const end = before.position;
    // What has come since begins with a portion of its own.
    const border = { from: end, end, ifTimed: false };
    return [...before.overlap.ranges.map(([from, to]) => ({ from, end: to, ifTimed: false })), border];
  }

  /** Up to which byte of a text that is decided. */
  decidedTo(id: number): number {
    return this.texts.get(id)?.position ?? 0;
  }

  /** Texts that could not be read again as far as they were counted before. */
  unfinished(known: KnownStreams): StreamState[] {
    return [...this.texts.values()].filter(({ id, position }) => (known.get(id)?.position ?? 0) < position);
  }
}
