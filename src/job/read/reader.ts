/**
 * Reads what is new in a job's logs into its history.
 *
 *     files that the job names
 *        │  unchanged since they were last examined ───────────────────────▶ nothing to do
 *        │  recognised by digests: as a known text (grown, renamed, copied, compressed), or as a new one
 *        ▼
 *     from the text's position to the end of its last whole line ──▶ counts
 *        │  verified: it is still the same text
 *        ▼
 *     one transaction: counts and positions
 *
 * A text may be in several files at once, while it is copied or compressed. They share its position, so that no line
 * counts twice. If a text is in no file, all files are examined once more: a rotation may have moved it meanwhile.
 */
import type { Gap } from '../../history/changes.js';
import type { History } from '../../history/history.js';
import { headDigests, headFingerprints } from '../../history/streams/fingerprints.js';
import { logName } from '../../history/streams/log-name.js';
import type { KnownFile, KnownStreams, LogStream, Match } from '../../history/streams/streams.js';
import { MINUTE_MS } from '../../model/calendar.js';
import { NotText } from '../../sources/fault.js';
import { findInputs, reasonOf } from '../../sources/inputs.js';
import { readDecoded, recognise } from './decoded.js';
import { findMissing, forgettable, gapOf, type MissingText } from './missing.js';
import { ChangedFile, readPlain, type ScanContext } from './plain.js';
import type { ReplacedCounts } from './replaced-counts.js';
import { shownName } from './shown-name.js';
import { Staged } from './staged.js';
import { decodedHead, type FileStat, isSame, type Opened, openText, statFile } from './text.js';

/** The coarsest resolution of file times in ms: a file that has just changed may change again and keep its time. */
const RACY_MS = 2000;
/** A compressed file that ends too early and changed this recently is still being written. Milliseconds. */
const BEING_WRITTEN_MS = 10 * MINUTE_MS;
const PASSES = 3;

export interface ReadOptions extends ScanContext {
  readonly files: readonly string[];
  readonly recursive: boolean;
  /** Logs are named relative to it. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When the last complete run began; null: there was none. */
  readonly lastRun: number | null;
  /** Texts are counted again from their beginning; null: only what is new is read. */
  readonly replaced: ReplacedCounts | null;
  /** Called before the first transaction. */
  readonly begin: () => Promise<void>;
  /** Called with what is done with each file that has something new, one line each. */
  readonly progress: (message: string) => void;
}

export interface ReadResult {
  readonly totals: Staged['totals'];
  readonly changed: Staged['changed'];
  /** Files that could not be read, by name. */
  readonly failures: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
  /** Files that were examined, and how many of them had something new. */
  readonly files: number;
  readonly filesRead: number;
}

export class LogReader {
  readonly #history: History;
  readonly #known: KnownStreams;
  readonly #options: ReadOptions;
  readonly #staged: Staged;
  /** Texts that were seen in a file, and those that were seen in a plain one. */
  readonly #present = new Set<number>();
  readonly #inPlain = new Set<number>();
  /** Files that this run has finished with, as it saw them. */
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
      const hasChanged = await this.#pass();
      missing = findMissing(this.#known, this.#present);
      if (missing.length === 0 && !hasChanged) break;
    }
    await this.#commit();
    const gaps = this.#options.signal.aborted ? [] : await this.#markMissing(missing);
    const { totals, changed } = this.#staged;
    return { totals, changed, failures: this.#failures, gaps, files: this.#done.size, filesRead: this.#filesRead };
  }

  /** @returns whether a file changed while it was read, so that another pass is needed */
  async #pass(): Promise<boolean> {
    await this.#options.atStep?.('list', null);
    const { inputs } = await findInputs(this.#options.files, this.#options.recursive);
    this.#failures.clear();
    const packed: FileStat[] = [];
    let hasChanged = false;
    const attempt = async (name: string, act: () => Promise<void>) => {
      if (this.#options.signal.aborted) return;
      try {
        await act();
      } catch (error) {
        if (error instanceof ChangedFile) hasChanged = true;
        else this.#fail(name, error);
      }
    };
    for (const { name, error } of inputs) {
      if (error !== null) this.#failures.set(this.#shown(name), error);
      else await attempt(name, () => this.#file(name, packed));
    }
    // After the plain files: the end of a compressed copy may be a line that is still being written in the original.
    for (const stat of packed) await attempt(stat.name, () => this.#packed(stat));
    return hasChanged;
  }

  #fail(name: string, error: unknown): void {
    const { code, name: kind } = error as NodeJS.ErrnoException;
    if (kind !== 'LogscanError' && typeof code !== 'string') throw error;
    // It disappeared between listing and opening: it was rotated, and the next pass finds it under its new name.
    if (code === 'ENOENT') return;
    this.#failures.set(this.#shown(name), reasonOf(error));
  }

  async #file(name: string, packed: FileStat[]): Promise<void> {
    await this.#options.atStep?.('open', name);
    const stat = statFile(name);
    const done = this.#done.get(stat.key);
    if (done !== undefined && isSame(done, stat)) return;
    const file = this.#known.files.get(stat.key);
    const isKnown = file !== undefined && isSame(file, stat) && file.looked - file.modified > RACY_MS;
    if (isKnown && this.#options.replaced === null) {
      this.#present.add(file.stream);
      if (!file.whole) this.#inPlain.add(file.stream);
      this.#done.set(stat.key, stat);
      if (file.name !== stat.name) {
        this.#staged.file({ ...file, name: stat.name, looked: this.#options.now() });
      }
      return;
    }
    const opened = openText(stat.name);
    if (opened.plain === null) packed.push(opened.stat);
    else await this.#plain(opened);
  }

  async #plain({ stat, plain: text }: Opened & { plain: object }): Promise<void> {
    try {
      const { replaced } = this.#options;
      await this.#options.atStep?.('look', stat.name);
      const size = text.size();
      const before = headFingerprints(text.head());
      const matches = this.#known.matches(stat.key, size, (from, end) => text.digestAt(from, end));
      const [match] = matches;
      this.#supersede(matches);
      if (match === undefined && size === 0 && !this.#known.files.has(stat.key)) return;
      let stream = match?.stream ?? this.#newStream(stat.name, before);
      stream = (await replaced?.start(stream, stat.name, text.lastLineEnd(0, size), this.#staged)) ?? stream;
      const from = stream.position;
      await this.#options.atStep?.('read', stat.name);
      for await (const portion of readPlain(text, stat, stream, before, this.#options)) {
        stream = portion.stream;
        this.#staged.stream(stream, portion.counts);
        if (this.#staged.isFull) await this.#commit();
      }
      // Interrupted before the end: the file must not be recorded as read.
      if (this.#options.signal.aborted) return;
      if (stream.position === 0) this.#staged.stream({ ...stream, fingerprints: before }, null);
      this.#see(stat, stream, {
        pending: Math.max(0, size - stream.position),
        isRead: stream.position > from,
        whole: false,
      });
      this.#inPlain.add(stream.id);
    } finally {
      text.close();
    }
  }

  async #packed(stat: FileStat): Promise<void> {
    await this.#options.atStep?.('open', stat.name);
    const opened = openText(stat.name);
    if (opened.plain !== null) {
      opened.plain.close();
      throw new ChangedFile();
    }
    try {
      const { replaced } = this.#options;
      await this.#options.atStep?.('look', stat.name);
      const head = await decodedHead(stat.name);
      const matches = this.#known.matches(stat.key, head.length, headDigests(head));
      const sibling = matches.some(({ stream }) => this.#inPlain.has(stream.id));
      const final = opened.final && !sibling;
      this.#supersede(matches);
      const text = await recognise(stat, matches, final);
      let stream = text.stream ?? this.#newStream(stat.name, text.measured.head);
      stream = (await replaced?.start(stream, stat.name, text.end, this.#staged)) ?? stream;
      const from = stream.position;
      if (text.end > from) {
        await this.#options.atStep?.('read', stat.name);
        const portion = await readDecoded(stat, stream, text, this.#options);
        await this.#options.atStep?.('verify', stat.name);
        if (!isSame(statFile(stat.name), stat)) throw new ChangedFile();
        stream = portion.stream;
        this.#staged.stream(stream, portion.counts);
        if (this.#staged.isFull) await this.#commit();
      } else if (text.stream === null) this.#staged.stream(stream, null);
      const pending = Math.max(0, text.measured.size - stream.position);
      // While a plain file has the same text, its last line may still grow there: examine this file again next time.
      const retry = sibling && pending > 0;
      this.#see(stat, stream, { pending, isRead: stream.position > from, whole: final, retry });
    } catch (error) {
      if (this.#isBeingWritten(stat, error)) {
        this.#options.progress(`${this.#shown(stat.name)}: not whole yet, left for the next run`);
        return;
      }
      throw error;
    }
  }

  /**
   * A copy that was seen before its first line was whole was taken for a new text, of which nothing was read. Now that
   * it is recognised, that text is forgotten.
   */
  #supersede([match, ...others]: readonly Match[]): void {
    if (match === undefined || match.stream.position === 0) return;
    for (const { stream } of others) if (stream.position === 0) this.#staged.forget(stream.id);
  }

  #isBeingWritten(stat: FileStat, error: unknown): boolean {
    // More bytes would not turn an archive into a log.
    if (error instanceof NotText) return false;
    return (error as Error).name === 'LogscanError' && this.#options.now() - stat.modified < BEING_WRITTEN_MS;
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
      fingerprints,
      missing: false,
    };
  }

  /** Records a file as it was when its reading began. */
  #see(
    stat: FileStat,
    stream: LogStream,
    { pending, isRead, whole, retry = false }: { pending: number; isRead: boolean; whole: boolean; retry?: boolean },
  ): void {
    const now = this.#options.now();
    const known: KnownFile | undefined = this.#known.files.get(stat.key);
    if (known !== undefined && known.stream !== stream.id) {
      // The inode holds another text now. The old record is kept: it says whether the old text was finished.
      this.#staged.file({ ...known, key: `was:${known.stream}:${known.key}` });
    }
    const readAt = isRead ? now : known?.stream === stream.id ? known.readAt : 0;
    this.#present.add(stream.id);
    this.#done.set(stat.key, stat);
    const file = { ...stat, stream: stream.id, looked: retry ? 0 : now, readAt, pending, whole };
    if (stream.missing) this.#staged.stream({ ...stream, missing: false }, null);
    this.#staged.file(file);
    if (isRead) {
      this.#filesRead += 1;
      this.#options.progress(`${this.#shown(stat.name)}: read to byte ${stream.position}`);
    }
  }

  async #commit(): Promise<void> {
    if (this.#staged.isEmpty) return;
    await this.#options.begin();
    await this.#options.atStep?.('commit', null);
    await this.#staged.commit(this.#options.now());
  }

  /** Records that texts are missing, and forgets their files. */
  async #markMissing(missing: readonly MissingText[]): Promise<Gap[]> {
    const { now, lastRun, begin } = this.#options;
    await this.#options.atStep?.('forget', null);
    const missingStreams = missing.map((each) => {
      return { id: each.stream.id, gap: gapOf(each, lastRun, now(), (name) => this.#shown(name)) };
    });
    const missingFiles = forgettable(this.#known, new Set(this.#done.keys()), missingStreams);
    if (missingStreams.length + missingFiles.length > 0) {
      await begin();
      const nothing = { texts: [], streams: [], files: [] };
      await this.#history.commit({ ...nothing, missingFiles, missingStreams }, now());
    }
    return missingStreams.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  }
}
