/** The texts that a history knows, and how a file is recognised as one of them. */
import { agreement, type DigestAt, type Fingerprint } from './fingerprints.js';

/** One text, read once, in whatever files it is found. Positions are bytes of the text: decompressed, without mark. */
export interface LogStream {
  readonly id: number;
  /** The log that it counts for: see `logName`. */
  readonly log: string;
  /** Up to there it is counted: always the end of a line. */
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
  /** It was found to be nowhere any more. It is remembered for when it comes back. */
  readonly gone: boolean;
}

/** A file in which a text is. */
export interface KnownFile {
  /** Device and inode; `was:` in front where that inode holds another text by now. */
  readonly key: string;
  readonly stream: number;
  /** As it was found last. */
  readonly name: string;
  /** Bytes on the disk, and modification time in epoch milliseconds, when it was last looked into. */
  readonly size: number;
  readonly modified: number;
  /** When it was last looked into, and when it was last read from (0: never), by the clock, in epoch milliseconds. */
  readonly looked: number;
  readonly readAt: number;
  /** Bytes of text at its end that wait for their line's end. */
  readonly pending: number;
  /** Nothing can come after its end: it is compressed, and was read to the end. */
  readonly whole: boolean;
}

/** How a file and a text fit together. */
export interface Match {
  readonly stream: LogStream;
  /** Bytes of the text that are known to be the same. */
  readonly agreed: number;
}

export class KnownStreams {
  readonly #streams = new Map<number, LogStream>();
  /** Streams by the end and the digest of their first mark, which every file that holds them has too. */
  readonly #byFirst = new Map<string, Set<number>>();
  readonly #firstEnds = new Map<number, number>();
  readonly files = new Map<string, KnownFile>();
  /** The highest id that was ever given, as far as counts still name it. */
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
   * The texts that a file may hold, the likeliest first: the one that its inode held before, then by how much of the
   * text is known to be the same.
   * @param size bytes of the file's text as far as digests can be had
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
    // A text of which nothing was read yet loses against one that was: a copy may have been seen before it was whole.
    const rank = ({ stream }: Match) => (stream.position === 0 ? 0 : stream.id === bound ? 2 : 1);
    matches.sort((a, b) => rank(b) - rank(a) || b.agreed - a.agreed || a.stream.id - b.stream.id);
    const stream = bound === undefined ? undefined : this.#streams.get(bound);
    // The inode's own text may have no mark yet, when it was empty so far.
    if (stream !== undefined && stream.fingerprints.length === 0) matches.push({ stream, agreed: 0 });
    return matches;
  }
}

function keyOf({ end, digest }: Fingerprint): string {
  return `${end}:${digest}`;
}
