/**
 * What was read and verified, until the next transaction. Small files share one; a large file takes several, so that a
 * killed run loses little and memory stays bounded.
 */
import type { Gap, TextChanges } from '../../history/changes.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import type { KnownFile, LogStream } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import type { Period } from '../../time/period.js';
import type { LogCounts } from './log-counts.js';
import type { TextStore } from './store.js';

const MOST_BYTES = 2 ** 30;
/** Of counts: see `LogCounts`. With twice as many 5 GB took 0.3 s of 2.3 less, and 70 MiB more: the database keeps a transaction in memory. */
const MOST_SIZE = 150_000;
const MOST_FILES = 1_000;

export class Staged {
  readonly #history: TextStore;
  readonly #known: KnownStreams;
  /** By text. */
  readonly #texts = new Map<number, { readonly log: string; readonly counts: LogCounts }>();
  readonly #streams = new Map<number, LogStream>();
  readonly #files = new Map<string, KnownFile>();
  readonly #forgotten = new Set<number>();
  readonly #gaps = new Map<number, Gap>();
  /** All gaps of this run, by text. */
  readonly gaps = new Map<number, Gap>();
  #bytes = 0;
  /** Of all counts. */
  #size = 0;
  #changed: Period | null = null;
  /** Everything that was read in this run. */
  readonly totals = { bytes: 0, lines: 0, events: 0, untimed: 0 };

  constructor(history: TextStore, known: KnownStreams) {
    this.#history = history;
    this.#known = known;
  }

  /** From the first minute whose counts changed to the end of the last one; null where no event with a time was read. */
  get changed(): Period | null {
    return this.#changed;
  }

  /** A text was read further; its counts are merged into those that are staged. */
  stream(stream: LogStream, counts: LogCounts | null): void {
    this.#known.set(stream);
    this.#streams.set(stream.id, stream);
    if (counts === null) return;
    const text = this.#texts.get(stream.id);
    if (text === undefined) this.#texts.set(stream.id, { log: stream.log, counts });
    else {
      this.#size -= text.counts.size;
      text.counts.merge(counts);
    }
    this.#size += (text?.counts ?? counts).size;
    const { bytes, lines } = counts.total;
    this.#bytes += bytes;
    this.totals.bytes += bytes;
    this.totals.lines += lines;
    this.totals.events += counts.events;
    for (const n of counts.untimed.values()) this.totals.untimed += n;
    const minutes = counts.minutes();
    if (minutes !== null) this.#widenChanged(minutes);
  }

  #widenChanged({ first, last }: { first: number; last: number }): void {
    const { since, until } = this.#changed ?? { since: first, until: last };
    this.#changed = { since: Math.min(since, first), until: Math.max(until, last + MINUTE_MS) };
  }

  file(file: KnownFile): void {
    this.#known.files.set(file);
    this.#files.set(file.key, file);
  }

  /** A file could not be read to its end: what may be missing of its text. */
  gap(id: number, gap: Gap): void {
    this.#gaps.set(id, gap);
    this.gaps.set(id, gap);
  }

  /** Forgets a text of which nothing was read, because it turned out to be the beginning of another one. */
  forget(id: number): void {
    this.#streams.delete(id);
    this.#known.delete(id);
    this.#forgotten.add(id);
  }

  /** There are very many counts. */
  get isLarge(): boolean {
    return this.#size >= MOST_SIZE;
  }

  get isFull(): boolean {
    return this.#bytes >= MOST_BYTES || this.isLarge || this.#files.size >= MOST_FILES;
  }

  get isEmpty(): boolean {
    return this.#streams.size === 0 && this.#files.size === 0 && this.#forgotten.size === 0;
  }

  async commit(now: number): Promise<void> {
    if (this.isEmpty) return;
    const texts = [...this.#texts].map(
      ([stream, { log, counts }]): TextChanges => ({ log, stream, ...counts.changes(), batches: counts.batches }),
    );
    const streams = [...this.#streams.values()];
    const files = [...this.#files.values()];
    const gaps = [...this.#gaps].map(([id, gap]) => ({ id, gap }));
    const nothing = { missingFiles: [], missingStreams: [] };
    const forgottenStreams = [...this.#forgotten];
    await this.#history.commit({ texts, streams, files, ...nothing, forgottenStreams, gaps }, now);
    this.#texts.clear();
    this.#streams.clear();
    this.#files.clear();
    this.#forgotten.clear();
    this.#gaps.clear();
    this.#bytes = 0;
    this.#size = 0;
    this.#known.forgetFingerprints();
  }
}
