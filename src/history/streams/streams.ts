/** The texts that a history knows, and how a file is recognised as one of them. */
import { agreement, type DigestAt, type Fingerprint } from './fingerprints.js';

/** One text. It is read once, whatever files hold it. Positions are bytes of the text: decompressed, without a mark. */
export interface LogStream {
  readonly id: number;
  /** The log that it belongs to: see `logName`. */
  readonly log: string;
  /** It is counted up to here: always the end of a line. */
  readonly position: number;
  /** Lines before the position. */
  readonly lines: number;
  /** What a line without a time of its own inherits, in epoch milliseconds; NaN where no line had one yet. */
  readonly lastTime: number;
  /** Time of the last event, NaN where there was none with a time yet. */
  readonly lastEvent: number;
  /** Its first line says that its times are UTC. */
  readonly utc: boolean;
  readonly fingerprints: readonly Fingerprint[];
  /** No file holds it any more. It is remembered in case it comes back. */
  readonly missing: boolean;
}

/** A file that holds a text. */
export interface KnownFile {
  /** Device and inode; with `was:` in front where that inode holds another text by now. */
  readonly key: string;
  readonly stream: number;
  /** As it was last found. */
  readonly name: string;
  /** Bytes on the disk, and modification time in epoch milliseconds, when it was last examined. */
  readonly size: number;
  readonly modified: number;
  /** When it was last examined, and when it was last read from (0: never), in epoch milliseconds. */
  readonly looked: number;
  readonly readAt: number;
  /** Bytes of an unfinished last line. */
  readonly pending: number;
  /** Nothing can follow its end: it is compressed, and was read to the end. */
  readonly whole: boolean;
}

/** A text that a file may hold. */
export interface Match {
  readonly stream: LogStream;
  /** Bytes of the text that are known to agree. */
  readonly agreed: number;
}

export class KnownStreams {
  readonly #streams = new Map<number, LogStream>();
  /** Streams by the end and the digest of their first fingerprint, which every file that holds them has too. */
  readonly #byFirst = new Map<string, Set<number>>();
  readonly #firstEnds = new Map<number, number>();
  readonly files = new Map<string, KnownFile>();
  /** The highest id that was ever given, as far as counts still have it. */
  lastId = 0;

  get size(): number {
    return this.#streams.size;
  }

  all(): Iterable<LogStream> {
    return this.#streams.values();
  }

  get(id: number): LogStream | undefined {
    return this.#streams.get(id);
  }

  set(stream: LogStream): void {
    this.#forget(this.#streams.get(stream.id)?.fingerprints[0], stream.id);
    this.#streams.set(stream.id, stream);
    this.lastId = Math.max(this.lastId, stream.id);
    const first = stream.fingerprints[0];
    if (first === undefined) return;
    const key = keyOf(first);
    const known = this.#byFirst.get(key);
    if (known === undefined) this.#byFirst.set(key, new Set([stream.id]));
    else known.add(stream.id);
    this.#firstEnds.set(first.end, (this.#firstEnds.get(first.end) ?? 0) + 1);
  }

  delete(id: number): void {
    this.#forget(this.#streams.get(id)?.fingerprints[0], id);
    this.#streams.delete(id);
  }

  #forget(first: Fingerprint | undefined, id: number): void {
    if (first === undefined) return;
    this.#byFirst.get(keyOf(first))?.delete(id);
    const left = this.#firstEnds.get(first.end)! - 1;
    if (left === 0) this.#firstEnds.delete(first.end);
    else this.#firstEnds.set(first.end, left);
  }

  /**
   * The texts that a file may hold, the likeliest first: the one that its inode held before, then by how much is known
   * to agree.
   * @param size bytes of the file's text, as far as digests of it can be had
   */
  matches(key: string, size: number, digestAt: DigestAt): Match[] {
    const matches: Match[] = [];
    const bound = this.files.get(key)?.stream;
    const ids = new Set<number>();
    for (const end of this.#firstEnds.keys()) {
      if (end > size) continue;
      const digest = digestAt(0, end);
      if (digest === null) continue;
      for (const id of this.#byFirst.get(`${end}:${digest}`) ?? []) ids.add(id);
    }
    for (const id of ids) {
      const stream = this.#streams.get(id)!;
      const agreed = agreement(stream.fingerprints, size, digestAt);
      if (agreed > 0) matches.push({ stream, agreed });
    }
    // A text of which nothing was read comes last: a copy may have been seen before it was whole.
    const rank = ({ stream }: Match) => (stream.position === 0 ? 0 : stream.id === bound ? 2 : 1);
    matches.sort((a, b) => rank(b) - rank(a) || b.agreed - a.agreed || a.stream.id - b.stream.id);
    const stream = bound === undefined ? undefined : this.#streams.get(bound);
    // The inode's own text may have no fingerprint yet, because it was empty so far.
    if (stream !== undefined && stream.fingerprints.length === 0) matches.push({ stream, agreed: 0 });
    return matches;
  }
}

function keyOf({ end, digest }: Fingerprint): string {
  return `${end}:${digest}`;
}
