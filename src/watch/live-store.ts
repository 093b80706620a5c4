/** The texts and files that a live run knows, in memory, as a history keeps them in its database. */
import type { Changes, Gap, TextChanges } from '../history/changes.js';
import { KnownStreams } from '../history/streams/known-streams.js';
import { beginningsOf } from '../history/streams/stream-keys.js';
import type { KnownFile, LogStream } from '../history/streams/streams.js';
import type { TextStore } from '../job/read/store.js';

/** Texts that are gone are known for so long: a rotation may bring them back. Milliseconds. */
const FORGET_AFTER = 24 * 60 * 60 * 1000;
const MOST_GAPS = 100;

export interface LiveStoreData {
  readonly streams: readonly LogStream[];
  readonly files: readonly KnownFile[];
  readonly lastId: number;
  readonly gone: readonly (readonly [id: number, at: number])[];
}

export class LiveStore implements TextStore {
  readonly db = null;
  readonly gaps: string[] = [];
  readonly #streams = new Map<number, LogStream>();
  readonly #files = new Map<string, KnownFile>();
  /** Keys of the files that hold each text. */
  readonly #holders = new Map<number, Set<string>>();
  readonly #gone = new Map<number, number>();
  readonly #take: (texts: readonly TextChanges[]) => void;
  #lastId = 0;
  #known: KnownStreams | null = null;

  /** @param take gets what was counted of texts, whose states change at the same time */
  constructor(take: (texts: readonly TextChanges[]) => void) {
    this.#take = take;
  }

  /** For the next reader. */
  known(): KnownStreams {
    this.#known ??= this.#newKnown();
    return this.#known;
  }

  #newKnown(): KnownStreams {
    const known = new KnownStreams(
      async (ids) => new Map(ids.map((id) => [id, this.#streams.get(id)?.fingerprints ?? []])),
    );
    for (const stream of this.#streams.values()) known.add(stream, beginningsOf(stream.fingerprints));
    for (const file of this.#files.values()) known.files.set(file);
    known.lastId = Math.max(known.lastId, this.#lastId);
    return known;
  }

  async commit(changes: Changes, now: number): Promise<void> {
    const { texts, streams, files, missingFiles, missingStreams, forgottenStreams, gaps } = changes;
    for (const stream of streams) {
      this.#streams.set(stream.id, stream);
      this.#lastId = Math.max(this.#lastId, stream.id);
      if (!stream.missing) this.#gone.delete(stream.id);
    }
    for (const file of files) this.#setFile(file);
    for (const key of missingFiles) this.#dropFile(key);
    for (const id of forgottenStreams) this.#streams.delete(id);
    for (const { id, gap } of missingStreams) {
      const stream = this.#streams.get(id);
      if (stream !== undefined) this.#streams.set(id, { ...stream, missing: true });
      this.#gone.set(id, now);
      if (gap !== null) this.#say(gap);
    }
    for (const { gap } of gaps) this.#say(gap);
    // What the reader knows has no way back for these.
    if (missingFiles.length + missingStreams.length + this.#forgetOld(now) > 0) this.#known = null;
    this.#take(texts);
  }

  #say({ reason }: Gap): void {
    this.gaps.push(reason);
    if (this.gaps.length > MOST_GAPS) this.gaps.shift();
  }

  #forgetOld(now: number): number {
    let forgotten = 0;
    for (const [id, at] of this.#gone) {
      if (now - at < FORGET_AFTER) continue;
      this.#gone.delete(id);
      this.#streams.delete(id);
      for (const key of [...(this.#holders.get(id) ?? [])]) this.#dropFile(key);
      forgotten += 1;
    }
    return forgotten;
  }

  stream(id: number): LogStream | undefined {
    return this.#streams.get(id);
  }

  /** The name of the file that holds a text, the one that was looked at last; null: none does. */
  nameOf(id: number): string | null {
    let latest: KnownFile | null = null;
    for (const key of this.#holders.get(id) ?? []) {
      const file = this.#files.get(key)!;
      if (latest === null || file.looked > latest.looked) latest = file;
    }
    return latest?.name ?? null;
  }

  #setFile(file: KnownFile): void {
    this.#dropFile(file.key);
    this.#files.set(file.key, file);
    const keys = this.#holders.get(file.stream);
    if (keys === undefined) this.#holders.set(file.stream, new Set([file.key]));
    else keys.add(file.key);
  }

  #dropFile(key: string): void {
    const file = this.#files.get(key);
    if (file === undefined) return;
    this.#files.delete(key);
    const keys = this.#holders.get(file.stream)!;
    keys.delete(key);
    if (keys.size === 0) this.#holders.delete(file.stream);
  }

  get files(): Iterable<KnownFile> {
    return this.#files.values();
  }

  data(): LiveStoreData {
    const { lastId } = this.known();
    return {
      streams: [...this.#streams.values()],
      files: [...this.#files.values()],
      lastId: Math.max(lastId, this.#lastId),
      gone: [...this.#gone],
    };
  }

  restore({ streams, files, lastId, gone }: LiveStoreData): void {
    for (const stream of streams) this.#streams.set(stream.id, stream);
    for (const file of files) this.#setFile(file);
    for (const [id, at] of gone) this.#gone.set(id, at);
    this.#lastId = lastId;
    this.#known = null;
  }
}
