/** All texts and files that are remembered. Fingerprints are loaded only where a file may hold their text. */
import { MINUTE_MS } from '../../model/calendar.js';
import { AnchorsAtTime, FEW_TEXTS } from './anchors-at-time.js';
import { FileTable } from './file-table.js';
import { compare, type DigestAt, type Fingerprint, headFingerprints } from './fingerprints.js';
import { NumberMultimap } from './number-multimap.js';
import { beginningsOf, endOf, lookUps, numberOf } from './stream-keys.js';
import { StreamTable } from './stream-table.js';
import type { LogStream, StreamState } from './streams.js';

/** A text that a file may hold. */
export interface Match {
  readonly stream: LogStream;
  /** Bytes of the text that are known to agree. */
  readonly agreed: number;
  /** What follows is known to be different. */
  readonly differs: boolean;
}

export type LoadFingerprints = (ids: readonly number[]) => Promise<ReadonlyMap<number, readonly Fingerprint[]>>;

/** Of texts that begin alike, and of which a file may be the beginning, so many of the latest are looked at. */
const MOST_ALIKE = 64;

export class KnownStreams {
  readonly #streams = new StreamTable();
  /** Those that were loaded or that have changed. */
  readonly #fingerprints = new Map<number, readonly Fingerprint[]>();
  /** Ids by the longest beginning that a file must share with the text to be recognised, and by all shorter ones. */
  readonly #byLongest = new NumberMultimap();
  readonly #byAny = new NumberMultimap();
  /** Of texts of which only a part of the first line was seen, the bytes of it: by text, and how many texts have it. */
  readonly #unendedAt = new Map<number, number>();
  readonly #unended = new Map<number, number>();
  /** Ids by the times of their anchors, and how many of these are in each minute since 1970. */
  readonly #byAnchor = new NumberMultimap();
  readonly #minutes = new Map<number, number>();
  /** Of times that many texts have an anchor at, as far as they were asked for. */
  readonly #atTime = new Map<number, AnchorsAtTime>();
  readonly #load: LoadFingerprints;
  readonly files = new FileTable();
  /** The highest id that was ever given, as far as counts still have it. */
  lastId = 0;

  constructor(load: LoadFingerprints = async () => new Map()) {
    this.#load = load;
  }

  get size(): number {
    return this.#streams.size;
  }

  all(): Iterable<StreamState> {
    return this.#streams.values();
  }

  get(id: number): StreamState | undefined {
    return this.#streams.get(id);
  }

  /** Adds a text as it was stored. @param beginnings as of `beginningsOf` */
  add(stream: StreamState, beginnings: readonly string[]): void {
    this.delete(stream.id);
    const keys = beginnings.map(numberOf);
    this.#streams.set(stream, keys);
    this.lastId = Math.max(this.lastId, stream.id);
    for (const key of keys) this.#byAny.add(key, stream.id);
    if (keys.length > 0) this.#byLongest.add(keys.at(-1)!, stream.id);
    for (const { time } of stream.anchors) {
      this.#byAnchor.add(time, stream.id);
      this.#atTime.get(time)?.pending.add(stream.id);
      addTo(this.#minutes, minuteOf(time), 1);
    }
    const end = unendedAt(stream, beginnings);
    if (end === null) return;
    this.#unendedAt.set(stream.id, end);
    addTo(this.#unended, end, 1);
  }

  set(stream: LogStream): void {
    // Without the fingerprints, which take more than all else: they go as soon as they are saved.
    this.add(stream, beginningsOf(stream.fingerprints));
    this.#fingerprints.set(stream.id, stream.fingerprints);
  }

  delete(id: number): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    const end = this.#unendedAt.get(id);
    if (end !== undefined) addTo(this.#unended, end, -1);
    this.#unendedAt.delete(id);
    for (const key of this.#streams.keysOf(id)) {
      this.#byAny.delete(key, id);
      this.#byLongest.delete(key, id);
    }
    for (const { time } of stream.anchors) {
      this.#byAnchor.delete(time, id);
      this.#atTime.get(time)?.delete(id);
      addTo(this.#minutes, minuteOf(time), -1);
    }
    this.#streams.delete(id);
    this.#fingerprints.delete(id);
  }

  /** What was changed is saved: it can be loaded again where it is needed. */
  forgetFingerprints(): void {
    this.#fingerprints.clear();
  }

  /** With its fingerprints. */
  async loaded(ids: Iterable<number>): Promise<LogStream[]> {
    const known = [...ids].flatMap((id) => this.#streams.get(id) ?? []);
    const missing = known.filter(({ id }) => !this.#fingerprints.has(id)).map(({ id }) => id);
    const loaded = missing.length === 0 ? new Map() : await this.#load(missing);
    return known.map((stream) => ({
      ...stream,
      fingerprints: this.#fingerprints.get(stream.id) ?? loaded.get(stream.id) ?? [],
    }));
  }

  /** The anchors of texts at a time that many have one at; null: only few have. */
  async anchorsAt(time: number): Promise<AnchorsAtTime | null> {
    if (this.#byAnchor.countOf(time) <= FEW_TEXTS) return null;
    const anchors = this.#atTime.get(time) ?? new AnchorsAtTime(time, this.#byAnchor.get(time));
    this.#atTime.set(time, anchors);
    if (anchors.pending.size > 0) for (const stream of await this.loaded(anchors.pending)) anchors.add(stream);
    return anchors;
  }

  /** Texts that have an anchor at this time. */
  anchoredAt(time: number): Iterable<number> {
    return this.#byAnchor.get(time);
  }

  /** The times of the anchors of all texts in epoch milliseconds, and their minutes since 1970. */
  get wanted(): { readonly times: NumberMultimap; readonly minutes: ReadonlyMap<number, number> } {
    return { times: this.#byAnchor, minutes: this.#minutes };
  }

  /**
   * The texts that a file may hold. Those with which all agrees come first, the likeliest first: the one that its inode
   * held before, then by how much is known to agree. Then those that begin as the file does, but go on differently.
   * @param key of the file
   * @param size bytes of the file's text, as far as digests of it can be had
   * @param head its first bytes
   * @param also ids of texts that it may hold, for other reasons than its beginning
   */
  async matches(
    key: string,
    size: number,
    head: Uint8Array,
    digestAt: DigestAt,
    also: readonly number[] = [],
  ): Promise<Match[]> {
    const bound = this.files.get(key)?.stream;
    const ids = new Set(also);
    if (bound !== undefined) ids.add(bound);
    const { exact, longest } = lookUps(headFingerprints(head), size, digestAt, this.#unended.keys());
    for (const each of exact) for (const id of this.#byLongest.get(numberOf(each))) ids.add(id);
    // The file may be shorter than what is known of its text.
    if (longest !== null) for (const id of this.#byAny.latest(numberOf(longest), MOST_ALIKE)) ids.add(id);
    const matches = (await this.loaded(ids)).flatMap((stream): Match[] => {
      // The inode's own text may have no fingerprint yet, because it was empty so far.
      if (stream.fingerprints.length === 0) return stream.id === bound ? [{ stream, agreed: 0, differs: false }] : [];
      const { agreed, differs } = compare(stream.fingerprints, size, digestAt);
      return agreed > 0 ? [{ stream, agreed, differs }] : [];
    });
    // A text of which nothing was read comes last: a copy may have been seen before it was whole.
    const rank = ({ stream, differs, agreed }: Match) => {
      if (differs) return -1;
      if (agreed === 0) return 0;
      return stream.position === 0 ? 1 : stream.id === bound ? 3 : 2;
    };
    return matches.sort((a, b) => rank(b) - rank(a) || b.agreed - a.agreed || a.stream.id - b.stream.id);
  }
}

function minuteOf(time: number): number {
  return Math.floor(time / MINUTE_MS);
}

function addTo(counts: Map<number, number>, key: number, n: number): void {
  const sum = (counts.get(key) ?? 0) + n;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

/** The bytes of its first line that were seen, of a text of which no whole line was. */
function unendedAt({ position }: StreamState, beginnings: readonly string[]): number | null {
  const last = beginnings.at(-1);
  return position > 0 || last === undefined ? null : endOf(last);
}
