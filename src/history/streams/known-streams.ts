/** All texts and files that are remembered. Fingerprints are loaded only where a file may hold their text. */
import { MINUTE_MS } from '../../model/calendar.js';
import { compare, type DigestAt, type Fingerprint, headFingerprints } from './fingerprints.js';
import { Multimap } from './multimap.js';
import { beginningsOf, endOf, keysIn, lookUps } from './stream-keys.js';
import { type KnownFile, type LogStream, type StreamState, stateOf } from './streams.js';

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
  readonly #streams = new Map<number, StreamState>();
  /** Those that were loaded or that have changed. */
  readonly #fingerprints = new Map<number, readonly Fingerprint[]>();
  /** Ids by the longest beginning that a file must share with the text to be recognised, and by all shorter ones. */
  readonly #byLongest = new Multimap<string>();
  readonly #byAny = new Multimap<string>();
  /** Each as one string, with blanks between. */
  readonly #beginnings = new Map<number, string>();
  /** Texts of which only a part of the first line was seen, by the bytes of it: how many. */
  readonly #unended = new Map<number, number>();
  /** Ids by the times of their anchors, and by the minutes of these. */
  readonly #byAnchor = new Multimap<number>();
  readonly #byMinute = new Multimap<number>();
  readonly #load: LoadFingerprints;
  readonly files = new Map<string, KnownFile>();
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
    this.#streams.set(stream.id, stream);
    this.lastId = Math.max(this.lastId, stream.id);
    this.#beginnings.set(stream.id, beginnings.join(' '));
    beginnings.forEach((key, i) => {
      this.#byAny.add(key, stream.id);
      if (i === beginnings.length - 1) this.#byLongest.add(key, stream.id);
    });
    for (const { time } of stream.anchors) {
      this.#byAnchor.add(time, stream.id);
      this.#byMinute.add(Math.floor(time / MINUTE_MS), stream.id);
    }
    const end = unendedAt(stream, beginnings);
    if (end !== null) this.#unended.set(end, (this.#unended.get(end) ?? 0) + 1);
  }

  set(stream: LogStream): void {
    // Without the fingerprints, which take more than all else: they go as soon as they are saved.
    this.add(stateOf(stream), beginningsOf(stream.fingerprints));
    this.#fingerprints.set(stream.id, stream.fingerprints);
  }

  delete(id: number): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    const beginnings = keysIn(this.#beginnings.get(id)!);
    const end = unendedAt(stream, beginnings);
    if (end !== null) {
      const left = this.#unended.get(end)! - 1;
      if (left === 0) this.#unended.delete(end);
      else this.#unended.set(end, left);
    }
    for (const key of beginnings) {
      this.#byAny.delete(key, id);
      this.#byLongest.delete(key, id);
    }
    for (const { time } of stream.anchors) {
      this.#byAnchor.delete(time, id);
      this.#byMinute.delete(Math.floor(time / MINUTE_MS), id);
    }
    this.#streams.delete(id);
    this.#beginnings.delete(id);
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

  /** Texts that have an anchor at this time. */
  anchoredAt(time: number): Iterable<number> {
    return this.#byAnchor.get(time);
  }

  /** The times of the anchors of all texts in epoch milliseconds, and their minutes since 1970. */
  get wanted(): { readonly times: Multimap<number>; readonly minutes: Multimap<number> } {
    return { times: this.#byAnchor, minutes: this.#byMinute };
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
    for (const each of exact) for (const id of this.#byLongest.get(each)) ids.add(id);
    // The file may be shorter than what is known of its text.
    if (longest !== null) for (const id of this.#byAny.latest(longest, MOST_ALIKE)) ids.add(id);
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

/** The bytes of its first line that were seen, of a text of which no whole line was. */
function unendedAt({ position }: StreamState, beginnings: readonly string[]): number | null {
  const last = beginnings.at(-1);
  return position > 0 || last === undefined ? null : endOf(last);
}
