/** What a run knows and finds while it reads: shared by the readers of plain and of decoded files. */
import type { Gap } from '../../history/changes.js';
import type { Fingerprint } from '../../history/streams/fingerprints.js';
import type { KnownStreams, Match } from '../../history/streams/known-streams.js';
import { logName } from '../../history/streams/log-name.js';
import { type KnownFile, type LogStream, memberKey, newText, type StreamState } from '../../history/streams/streams.js';
import { keepHeapSmall } from '../../workers/small-heap.js';
import type { EarlyCount } from './early-count.js';
import { IdSet } from './id-set.js';
import { MANY_FILES } from './known-texts.js';
import type { Overlap } from './overlap.js';
import type { ScanContext } from './plain.js';
import type { ReplacedCounts } from './replaced-counts.js';
import { shownName } from './shown-name.js';
import { Siblings } from './siblings.js';
import { Staged } from './staged.js';
import type { AtStep } from './steps.js';
import type { TextStore } from './store.js';
import { type FileStat, targetOf } from './text.js';

export interface ReadOptions extends ScanContext {
  readonly files: readonly string[];
  readonly recursive: boolean;
  /** Whether a file is not read, though it may be named; absent: none. */
  readonly isExcepted?: (file: FileStat) => boolean;
  /** Logs are named relative to it. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When the last run began that looked at all files; null: there was none. */
  readonly lastLook: number | null;
  /** Texts are counted again from their beginning; null: only what is new is read. */
  readonly replaced: ReplacedCounts | null;
  /** Called before the first transaction. */
  readonly begin: () => Promise<void>;
  /** A file that threads count already; absent: none. */
  readonly early?: EarlyCount | null;
  /** Called with what is done with each file that has something new, one line each. */
  readonly progress: (message: string) => void;
  readonly atStep?: AtStep | undefined;
}

/** How a file was found. */
export interface Seen {
  readonly stat: FileStat;
  /** The file's key, or that of a member of an archive. */
  readonly key: string;
  readonly stream: LogStream;
  readonly isRead: boolean;
  readonly pending: number;
  readonly unverified: number;
  readonly whole: boolean;
  readonly incomplete: boolean;
  readonly followed: boolean;
}

export class Reading {
  readonly history: TextStore;
  readonly known: KnownStreams;
  readonly options: ReadOptions;
  readonly staged: Staged;
  readonly siblings: Siblings;
  /** Texts that were seen in a file, and those that were seen in a plain one. */
  readonly present = new IdSet();
  readonly inPlain = new IdSet();
  /** Texts that others contain as far as they were counted: nothing is lost where they are in no file. */
  readonly contained = new Set<number>();
  /** Keys of files and members that this run has seen. */
  readonly seen = new Set<string>();
  readonly notices: string[] = [];
  filesRead = 0;
  readonly #firstId: number;
  #nextId: number;
  #isLong = false;

  constructor(history: TextStore, known: KnownStreams, options: ReadOptions) {
    this.history = history;
    this.known = known;
    this.options = options;
    this.staged = new Staged(history, known);
    this.siblings = new Siblings(known);
    this.#firstId = known.lastId + 1;
    this.#nextId = this.#firstId;
  }

  /** As people read it. */
  readonly shown = (name: string): string => shownName(name, this.options.folder);

  newStream(name: string, fingerprints: readonly Fingerprint[]): LogStream {
    return newText(this.#nextId++, logName(this.shown(name)), fingerprints);
  }

  /** Whether this run has found a text that no earlier one has seen. */
  get hasNew(): boolean {
    return this.#nextId > this.#firstId;
  }

  /** Whether no earlier run has seen a text. */
  isNew(id: number): boolean {
    return id >= this.#firstId;
  }

  /** What is known of a file, or of the members of an archive. */
  knownAt(key: string): KnownFile[] {
    const file = this.known.files.get(key);
    if (file !== undefined) return [file];
    const members: KnownFile[] = [];
    for (let n = 0; ; n++) {
      const member = this.known.files.get(memberKey(key, n));
      if (member === undefined) return members;
      members.push(member);
    }
  }

  /** Records a file, or a member of one, as it was when its reading began. */
  see({ stat, key, stream, isRead, ...rest }: Seen): void {
    const now = this.options.now();
    const known: KnownFile | undefined = this.known.files.get(key);
    if (known !== undefined && known.stream !== stream.id && this.known.get(known.stream)?.position === 0) {
      // Nothing was read of what it held before: there is nothing to lose.
      this.staged.forget(known.stream);
    } else if (known !== undefined && known.stream !== stream.id) {
      // The inode holds another text now. The old record is kept: it says whether the old text was finished.
      this.staged.file({ ...known, key: `was:${known.stream}:${known.key}` });
    }
    const readAt = isRead ? now : known?.stream === stream.id ? known.readAt : 0;
    this.present.add(stream.id);
    this.seen.add(key);
    if (stream.missing) this.staged.stream({ ...stream, missing: false }, null);
    const { name, size, modified, changed } = stat;
    // For how long it has been incomplete is told by when it was first seen as it is.
    const looked = rest.incomplete && known?.stream === stream.id && known.size === size ? known.looked : now;
    this.staged.file({
      key,
      stream: stream.id,
      name,
      target: targetOf(name),
      size,
      modified,
      changed,
      looked,
      readAt,
      unseen: null,
      ...rest,
    });
    if (isRead) {
      this.filesRead += 1;
      this.options.progress(`${this.shown(name)}: read to byte ${stream.position}`);
    }
  }

  /**
   * A copy that was seen before its first line was whole was taken for a new text, of which nothing was read. Now that
   * it is recognised, that text is forgotten.
   */
  supersede(stream: StreamState | undefined, matches: readonly Match[]): void {
    if (stream === undefined || stream.position === 0) return;
    for (const { stream: other, differs } of matches) {
      if (other.position === 0 && other.id !== stream.id && !differs && other.fingerprints.length > 0) {
        this.staged.forget(other.id);
      }
    }
  }

  /**
   * Says which lines of a file are counted as a part of other texts.
   * @param before ids of texts that the file, or another one with its name, held before
   */
  sayOverlaps(name: string, own: LogStream, overlaps: readonly Overlap[], before: ReadonlySet<number>): void {
    for (const { other, toItsEnd } of overlaps) if (toItsEnd) this.contained.add(other.id);
    for (const { from, end, other, unsure } of overlaps) {
      const what = from === 0 ? `its first ${end} bytes` : `its bytes ${from} to ${end}`;
      const where = other.log === own.log ? '' : `, as a part of ${other.log}`;
      this.notices.push(`${this.shown(name)}: ${what} were counted before${where}: they count once`);
      if (unsure > 0) {
        const side = from === 0 ? 'after' : 'before';
        this.notices.push(
          `${this.shown(name)}: up to ${unsure} bytes ${side} them may count twice: they could not be compared`,
        );
      }
      if (!before.has(other.id) || this.contained.has(other.id)) continue;
      // It is what became of that text.
      this.contained.add(other.id);
      if (from > 0) continue;
      this.notices.push(
        `${this.shown(name)} became shorter: what it had from byte ${end} to ${other.position} was counted, and is gone`,
      );
    }
  }

  async commit(): Promise<void> {
    if (this.staged.isEmpty) return;
    await this.options.atStep?.('commit', null);
    await this.options.begin();
    await this.staged.commit(this.options.now());
  }

  /** To be called where what is staged may be saved. */
  async commitIfFull(): Promise<void> {
    if (!this.staged.isFull) return;
    // More will follow: what one transaction leaves in the heap must not add up with that of others.
    const isMuch = this.staged.isLarge || this.known.files.size >= MANY_FILES;
    await this.commit();
    if (this.#isLong || !isMuch) return;
    this.#isLong = true;
    keepHeapSmall();
  }

  gapFor(id: number, gap: Gap): void {
    this.staged.gap(id, gap);
  }
}
