/**
 * Reads what is new in a job's logs into its history.
 *
 *     files that the job names
 *        │  unchanged since they were looked into ─────────────────────────▶ nothing to do
 *        │  recognised by digests: as a known text (grown, renamed, copied, compressed), or as a new one
 *        ▼
 *     from the text's position to the end of its last whole line ──▶ counts
 *        │  verified: it is still the same text
 *        ▼
 *     one transaction: counts and positions
 *
 * A text may be in several files at once, while it is copied or compressed. They share its position, so that no line
 * counts twice. A text that is in none any more is looked for once more, as a rotation may have just passed by.
 */
import type { Gap } from '../../history/changes.js';
import type { History } from '../../history/history.js';
import { headFingerprints } from '../../history/streams/fingerprints.js';
import { logName } from '../../history/streams/log-name.js';
import type { KnownFile, KnownStreams, LogStream, Match } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { NotText } from '../../sources/fault.js';
import { findInputs, reasonOf } from '../../sources/inputs.js';
import { readDecoded, recognise } from './decoded.js';
import { findMissing, forgettable, gapOf, type MissingText } from './missing.js';
import { Changed, type Reading, readPlain } from './plain.js';
import type { ReplacedCounts } from './replaced-counts.js';
import { shownName } from './shown-name.js';
import { Staged } from './staged.js';
import { decodedHead, type FileStat, isSame, type Opened, openText, statFile } from './text.js';

/** Times of files are kept so coarsely at worst: a file changed within this of a look may look unchanged after it. */
const RACY_MS = 2000;
/** A compressed file that ends too early is still being written when it changed so recently. */
const BEING_WRITTEN_MS = 10 * MINUTE_MS;
const PASSES = 3;

export interface ReadOptions extends Reading {
  readonly files: readonly string[];
  readonly recursive: boolean;
  /** Logs are named relative to it. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When the last whole run began, or null. */
  readonly lastRun: number | null;
  /** Texts are read from their beginning again; null: only what is new. */
  readonly anew: ReplacedCounts | null;
  /** Called before the first transaction. */
  readonly begin: () => Promise<void>;
  /** Says what it does with each file that has something new. */
  readonly tell: (message: string) => void;
}

export interface ReadResult {
  readonly totals: Staged['totals'];
  readonly changed: Staged['changed'];
  /** Files that could not be read, by name. */
  readonly failures: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
  /** Files that were looked at, and those of them with something new. */
  readonly files: number;
  readonly filesRead: number;
}

export class LogReader {
  readonly #history: History;
  readonly #known: KnownStreams;
  readonly #options: ReadOptions;
  readonly #staged: Staged;
  /** Texts that were seen in a file, and those of them in a plain one. */
  readonly #present = new Set<number>();
  readonly #inPlain = new Set<number>();
  /** Files that this run is done with, as it saw them. */
  readonly #done = new Map<string, FileStat>();
  readonly #failures = new Map<string, string>();
  #filesRead = 0;
  #nextId: number;

  constructor(history: History, known: KnownStreams, options: ReadOptions) {
    this.#history = history;
    this.#known = known;
    this.#options = options;
    this.#staged = new Staged(history, known);
    this.#nextId = known.lastId + 1;
  }

  #shown(name: string): string {
    return shownName(name, this.#options.folder);
  }

  async read(): Promise<ReadResult> {
    let missing: MissingText[] = [];
    for (let pass = 0; pass < PASSES && !this.#options.signal.aborted; pass++) {
      const again = await this.#pass();
      missing = findMissing(this.#known, this.#present);
      if (missing.length === 0 && !again) break;
    }
    await this.#commit();
    const gaps = this.#options.signal.aborted ? [] : await this.#bury(missing);
    const { totals, changed } = this.#staged;
    return { totals, changed, failures: this.#failures, gaps, files: this.#done.size, filesRead: this.#filesRead };
  }

  /** @returns whether a file changed under its reading, so that there is more to do */
  async #pass(): Promise<boolean> {
    const { inputs } = await findInputs(this.#options.files, this.#options.recursive);
    this.#failures.clear();
    const packed: FileStat[] = [];
    let again = false;
    const attempt = async (name: string, act: () => Promise<void>) => {
      if (this.#options.signal.aborted) return;
      try {
        await act();
      } catch (error) {
        if (error instanceof Changed) again = true;
        else this.#fail(name, error);
      }
    };
    for (const { name, error } of inputs) {
      if (error !== null) this.#failures.set(this.#shown(name), error);
      else await attempt(name, () => this.#file(statFile(name), packed));
    }
    // After the plain ones: what a compressed copy has at its end may be a line that is still being written elsewhere.
    for (const look of packed) await attempt(look.name, () => this.#packed(look));
    return again;
  }

  #fail(name: string, error: unknown): void {
    const { code, name: kind } = error as NodeJS.ErrnoException;
    if (kind !== 'LogscanError' && typeof code !== 'string') throw error;
    // Gone between listing and opening: a rotation, which the next pass sees from its other side.
    if (code === 'ENOENT') return;
    this.#failures.set(this.#shown(name), reasonOf(error));
  }

  async #file(look: FileStat, packed: FileStat[]): Promise<void> {
    const done = this.#done.get(look.key);
    if (done !== undefined && isSame(done, look)) return;
    const file = this.#known.files.get(look.key);
    const isKnown = file !== undefined && isSame(file, look) && file.looked - file.modified > RACY_MS;
    if (isKnown && this.#options.anew === null) {
      this.#present.add(file.stream);
      if (!file.whole) this.#inPlain.add(file.stream);
      this.#done.set(look.key, look);
      if (file.name !== look.name) {
        this.#staged.file({ ...file, name: look.name, looked: this.#options.now() });
      }
      return;
    }
    const opened = openText(look.name);
    if (opened.plain === null) packed.push(opened.look);
    else await this.#plain(opened);
  }

  async #plain({ look, plain: text }: Opened & { plain: object }): Promise<void> {
    try {
      const { anew } = this.#options;
      const size = text.size();
      const before = headFingerprints(text.head());
      const matches = this.#known.matches(look.key, size, (from, end) => text.digestAt(from, end));
      const [match] = matches;
      this.#supersede(matches);
      if (match === undefined && size === 0 && !this.#known.files.has(look.key)) return;
      let stream = match?.stream ?? this.#newStream(look.name, before);
      stream = (await anew?.start(stream, look.name, text.lastLineEnd(0, size), this.#staged)) ?? stream;
      const from = stream.position;
      for await (const portion of readPlain(text, look, stream, before, this.#options)) {
        stream = portion.stream;
        this.#staged.stream(stream, portion.counts);
        if (this.#staged.isFull) await this.#commit();
      }
      // Not read to its end: it must not look as if it were.
      if (this.#options.signal.aborted) return;
      if (stream.position === 0) this.#staged.stream({ ...stream, fingerprints: before }, null);
      this.#see(look, stream, {
        pending: Math.max(0, size - stream.position),
        isRead: stream.position > from,
        whole: false,
      });
      this.#inPlain.add(stream.id);
    } finally {
      text.close();
    }
  }

  async #packed(look: FileStat): Promise<void> {
    const opened = openText(look.name);
    if (opened.plain !== null) {
      opened.plain.close();
      throw new Changed();
    }
    try {
      const { anew } = this.#options;
      const head = await decodedHead(look.name);
      const digests = new Map(headFingerprints(head).map(({ end, digest }) => [end, digest]));
      const digestAt = (from: number, end: number) => (from === 0 ? (digests.get(end) ?? null) : null);
      const matches = this.#known.matches(look.key, head.length, digestAt);
      const sibling = matches.some(({ stream }) => this.#inPlain.has(stream.id));
      const final = opened.final && !sibling;
      this.#supersede(matches);
      const text = await recognise(look, matches, final);
      let stream = text.stream ?? this.#newStream(look.name, text.measured.head);
      stream = (await anew?.start(stream, look.name, text.end, this.#staged)) ?? stream;
      const from = stream.position;
      if (text.end > from) {
        const portion = await readDecoded(look, stream, text, this.#options);
        if (!isSame(statFile(look.name), look)) throw new Changed();
        stream = portion.stream;
        this.#staged.stream(stream, portion.counts);
        if (this.#staged.isFull) await this.#commit();
      } else if (text.stream === null) this.#staged.stream(stream, null);
      const pending = Math.max(0, text.measured.size - stream.position);
      // While the same text is in a plain file too, its last line may still grow there: look again next time.
      const again = sibling && pending > 0;
      this.#see(look, stream, { pending, isRead: stream.position > from, whole: final, again });
    } catch (error) {
      if (this.#isBeingWritten(look, error)) {
        this.#options.tell(`${this.#shown(look.name)}: not whole yet, left for the next run`);
        return;
      }
      throw error;
    }
  }

  /**
   * A copy that was seen before its first line was whole counted as a text of its own, of which nothing was read. Now
   * that it shows which text it is, the other is forgotten.
   */
  #supersede([match, ...others]: readonly Match[]): void {
    if (match === undefined || match.stream.position === 0) return;
    for (const { stream } of others) if (stream.position === 0) this.#staged.forget(stream.id);
  }

  #isBeingWritten(look: FileStat, error: unknown): boolean {
    // More bytes do not make a log of an archive.
    if (error instanceof NotText) return false;
    return (error as Error).name === 'LogscanError' && this.#options.now() - look.modified < BEING_WRITTEN_MS;
  }

  #newStream(name: string, fingerprints: LogStream['fingerprints']): LogStream {
    return {
      id: this.#nextId++,
      log: logName(this.#shown(name)),
      position: 0,
      lines: 0,
      lastTime: Number.NaN,
      lastEvent: Number.NaN,
      utc: false,
      fingerprints: fingerprints,
      gone: false,
    };
  }

  /** Remembers a file as it was when its reading began. */
  #see(
    look: FileStat,
    stream: LogStream,
    { pending, isRead, whole, again = false }: { pending: number; isRead: boolean; whole: boolean; again?: boolean },
  ): void {
    const now = this.#options.now();
    const known: KnownFile | undefined = this.#known.files.get(look.key);
    if (known !== undefined && known.stream !== stream.id) {
      // The inode holds another text now. What is known of the file that it was says whether that one was finished.
      this.#staged.file({ ...known, key: `was:${known.stream}:${known.key}` });
    }
    const readAt = isRead ? now : known?.stream === stream.id ? known.readAt : 0;
    this.#present.add(stream.id);
    this.#done.set(look.key, look);
    const file = { ...look, stream: stream.id, looked: again ? 0 : now, readAt, pending, whole };
    if (stream.gone) this.#staged.stream({ ...stream, gone: false }, null);
    this.#staged.file(file);
    if (isRead) {
      this.#filesRead += 1;
      this.#options.tell(`${this.#shown(look.name)}: read to byte ${stream.position}`);
    }
  }

  async #commit(): Promise<void> {
    if (this.#staged.isEmpty) return;
    await this.#options.begin();
    await this.#staged.commit(this.#options.now());
  }

  /** Texts that are gone are remembered as such; files that are gone are forgotten. */
  async #bury(missing: readonly MissingText[]): Promise<Gap[]> {
    const { now, lastRun, begin } = this.#options;
    const gone = missing.map((each) => {
      return { id: each.stream.id, gap: gapOf(each, lastRun, now(), (name) => this.#shown(name)) };
    });
    const goneFiles = forgettable(this.#known, new Set(this.#done.keys()), gone);
    if (gone.length + goneFiles.length > 0) {
      await begin();
      const nothing = { texts: [], streams: [], files: [] };
      await this.#history.commit({ ...nothing, goneFiles, goneStreams: gone }, now());
    }
    return gone.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  }
}
