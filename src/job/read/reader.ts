/**
 * Reads what is new in a job's logs into its history.
 *
 *     files that the job names, and those that they were renamed to     ◀──────────────────────────┐
 *        │  unchanged since they were last examined ───────────────────────▶ nothing to do         │
 *        │  recognised by digests: as a known text (grown, renamed, copied, compressed), or as a new one
 *        ▼                                                                                         │
 *     from the text's position to the end of its last whole line ──▶ counts                        │
 *        │  verified: it is still the same text                                                    │
 *        ▼                                                                                         │
 *     one transaction: counts and positions                                                        │
 *        │  listed once more: is there a file that was neither read nor a failure? ──▶ yes ────────┘
 *        ▼  no
 *     texts that no file holds are missing
 *
 * A text may be in several files at once, while it is copied or compressed. They share its position, so that no line
 * counts twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Gap } from '../../history/changes.js';
import type { KnownStreams } from '../../history/streams/known-streams.js';
import type { KnownFile } from '../../history/streams/streams.js';
import { findInputs, reasonOf } from '../../sources/inputs.js';
import { keepHeapSmall } from '../../workers/small-heap.js';
import { Interrupted } from './decoded.js';
import { Folders, keyOf } from './folders.js';
import { forgetGone, unverifiedCopies } from './forget-gone.js';
import { MANY_FILES } from './known-texts.js';
import { readPackedFile } from './packed-file.js';
import { partsOfOthers } from './parts.js';
import { ChangedFile } from './plain.js';
import { readPlainFile } from './plain-file.js';
import { Reading, type ReadOptions } from './reading.js';
import type { Staged } from './staged.js';
import type { TextStore } from './store.js';
import { type FileStat, isSame, OpenedFile, type PlainText, statFile } from './text.js';

export type { ReadOptions } from './reading.js';

/** The coarsest resolution of file times in ms: a file that has just changed may change again and keep its time. */
const RACY_MS = 2000;
/** So often the files are listed until none of them is new. */
const MOST_PASSES = 10;
/** A name that leads to no file is tried so often: it may be about to be made anew. Milliseconds between. */
const MOST_ABSENT = 3;
const ABSENT_MS = 20;

export interface ReadResult {
  readonly totals: Staged['totals'];
  readonly changed: Staged['changed'];
  /** Files that could not be read, by name. */
  readonly failures: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
  /** What else is to be said, one sentence each. */
  readonly notices: readonly string[];
  /** No file was left out. */
  readonly isSettled: boolean;
  /** Files that were examined, and how many of them had something new. */
  readonly files: number;
  readonly filesRead: number;
}

interface Listed {
  readonly name: string;
  readonly error: string | null;
  readonly followed: boolean;
}

export class LogReader {
  readonly #reading: Reading;
  readonly #known: KnownStreams;
  readonly #options: ReadOptions;
  /** Files that this run has finished with, by key: their bytes, as it saw them. */
  readonly #done = new Map<string, number>();
  /** By the name of the file or member. */
  readonly #failures = new Map<string, string>();
  /** Names that were examined and failed, and as what; null: there was no file. */
  readonly #failed = new Map<string, FileStat | null>();
  readonly #absent = new Map<string, number>();
  /** Texts by the names of files that held them before this run; null: none was asked for yet. */
  #byName: Map<string, number[]> | null = null;

  constructor(history: TextStore, known: KnownStreams, options: ReadOptions) {
    this.#reading = new Reading(history, known, options);
    this.#known = known;
    this.#options = options;
  }

  async read(): Promise<ReadResult> {
    const { signal } = this.#options;
    let left = await this.#list();
    for (let pass = 0; left.length > 0 && pass < MOST_PASSES && !signal.aborted; pass++) {
      if (left.length >= MANY_FILES) keepHeapSmall();
      await this.#pass(left);
      // Not two lists at once.
      left = [];
      left = await this.#list();
    }
    for (const { name } of signal.aborted ? [] : left) {
      this.#fail(name, `changed each time it was looked at, ${MOST_PASSES} times: not read to its end`);
    }
    await this.#reading.commit();
    const parts = signal.aborted ? [] : await partsOfOthers(this.#reading);
    const isSettled = left.length === 0 && !signal.aborted;
    const gaps = [...this.#reading.staged.gaps.values()];
    if (isSettled) for (const gap of await forgetGone(this.#reading)) gaps.push(gap);
    const { staged, notices, filesRead } = this.#reading;
    const { totals, changed } = staged;
    return {
      totals,
      changed,
      failures: this.#failures,
      gaps,
      notices: [...notices, ...parts, ...unverifiedCopies(this.#reading)],
      isSettled,
      files: this.#done.size,
      filesRead,
    };
  }

  /**
   * The same where only these files have changed, and only by growing: the others are not looked at, and nothing is
   * concluded about them. What happens to the names meanwhile is for the next look at all files.
   */
  async readGrown(names: readonly string[]): Promise<Pick<ReadResult, 'failures' | 'gaps' | 'notices'>> {
    const isFollowed = (name: string) => this.#known.files.get(keyOf(name) ?? '')?.followed ?? false;
    await this.#pass(names.map((name) => ({ name, error: null, followed: isFollowed(name) })));
    await this.#reading.commit();
    const { staged, notices } = this.#reading;
    return { failures: this.#failures, gaps: [...staged.gaps.values()], notices };
  }

  /** What is neither read nor a failure. */
  async #list(): Promise<Listed[]> {
    await this.#options.atStep?.('list', null);
    const { inputs } = await findInputs(this.#options.files, this.#options.recursive);
    const left = inputs.filter(({ name, error }) => !this.#isOver(name, error));
    return left.length > 0 ? left.map(({ name, error }) => ({ name, error, followed: false })) : this.#renamed(inputs);
  }

  /** Files that the job named under other names, and whose ends are not read yet. */
  #renamed(inputs: readonly { readonly name: string }[]): Listed[] {
    const folders = new Folders();
    const named = new Set<string>();
    let isFilled = false;
    const renamed: Listed[] = [];
    for (const file of this.#known.files.values()) {
      const { key, whole, stream } = file;
      if (whole || key.startsWith('was:') || key.includes('/') || this.#done.has(key)) continue;
      if (this.#known.get(stream)?.missing !== false) continue;
      // A file that still has its name, but is not read, is one that the job does not name any more.
      const isRenamed = file.followed || keyOf(file.name) !== key;
      if (!isRenamed) continue;
      const name = folders.find(file);
      if (name === null) continue;
      if (!isFilled) for (const input of inputs) named.add(keyOf(input.name) ?? '');
      isFilled = true;
      if (!named.has(key) && !this.#isOver(name, null)) renamed.push({ name, error: null, followed: true });
    }
    return renamed;
  }

  #isOver(name: string, error: string | null): boolean {
    const failed = this.#failed.get(name);
    if (error !== null) return failed === null;
    let stat: FileStat;
    try {
      stat = statFile(name);
    } catch {
      return failed === null;
    }
    if (this.#options.isExcepted?.(stat) === true) return true;
    const done = this.#done.get(stat.key);
    // What a file has grown by since it was opened is for the next run.
    if (done !== undefined && stat.size >= done) return true;
    return failed !== undefined && failed !== null && isSame(failed, stat);
  }

  async #pass(listed: readonly Listed[]): Promise<void> {
    const packed: Listed[] = [];
    let isAbsent = false;
    const attempt = async (input: Listed, act: () => Promise<boolean>) => {
      if (this.#options.signal.aborted) return;
      const { name } = input;
      const shown = this.#reading.shown(name);
      for (const failure of this.#failures.keys()) {
        if (failure === shown || failure.startsWith(`${shown}!/`)) this.#failures.delete(failure);
      }
      this.#failed.delete(name);
      try {
        if (!(await act())) packed.push(input);
      } catch (error) {
        if (error instanceof ChangedFile || error instanceof Interrupted) return;
        const { code, name: kind } = error as NodeJS.ErrnoException;
        if (kind !== 'LogscanError' && typeof code !== 'string') throw error;
        const absent = (this.#absent.get(name) ?? 0) + 1;
        this.#absent.set(name, absent);
        // It disappeared between listing and opening: it was rotated, and the next list has it under its new name.
        if (code === 'ENOENT' && absent < MOST_ABSENT) isAbsent = true;
        else this.#fail(name, reasonOf(error));
      }
    };
    for (const input of listed) {
      if (input.error !== null) this.#fail(input.name, input.error);
      else await attempt(input, () => this.#file(input, false));
    }
    // After the plain files: the end of a compressed copy may be a line that is still being written in the original.
    for (const input of packed.splice(0)) await attempt(input, () => this.#file(input, true));
    if (isAbsent) await sleep(ABSENT_MS);
  }

  #fail(name: string, reason: string): void {
    this.#failures.set(this.#reading.shown(name), reason);
    let stat: FileStat | null = null;
    try {
      stat = statFile(name);
    } catch {
      // There is none.
    }
    this.#failed.set(name, stat);
  }

  /** @returns false: it must be decoded, and waits until the plain files were read */
  async #file({ name, followed }: Listed, isPackedTurn: boolean): Promise<boolean> {
    await this.#options.atStep?.('open', name);
    const stat = statFile(name);
    const done = this.#done.get(stat.key);
    if ((done !== undefined && stat.size >= done) || this.#options.isExcepted?.(stat) === true) return true;
    if (this.#isUnchanged(stat, followed)) return true;
    const opened = new OpenedFile(name);
    try {
      const { plain } = opened;
      if (plain === null && !isPackedTurn) return false;
      const found = { followed, before: this.#textsAt(name) };
      if (plain !== null) {
        await readPlainFile(this.#reading, opened as OpenedFile & { plain: PlainText }, found);
      } else {
        const { failures } = await readPackedFile(this.#reading, opened, found);
        for (const [member, reason] of failures) this.#failures.set(this.#reading.shown(member), reason);
      }
      if (!this.#options.signal.aborted) this.#done.set(opened.stat.key, opened.stat.size);
      return true;
    } finally {
      opened.close();
    }
  }

  #textsAt(name: string): readonly number[] {
    if (this.#byName === null) {
      this.#byName = new Map();
      for (const file of this.#known.files.values()) {
        const ids = this.#byName.get(file.name);
        if (ids === undefined) this.#byName.set(file.name, [file.stream]);
        else ids.push(file.stream);
      }
    }
    return this.#byName.get(name) ?? [];
  }

  /** Records a file, or an archive, that has nothing new. */
  #isUnchanged(stat: FileStat, followed: boolean): boolean {
    const { replaced, now } = this.#options;
    const files = this.#reading.knownAt(stat.key);
    if (files.length === 0 || replaced !== null) return false;
    if (!files.every((file) => isUnchanged(file, stat))) return false;
    for (const file of files) {
      this.#reading.present.add(file.stream);
      if (!file.whole) this.#reading.inPlain.add(file.stream);
      if (!file.whole && file.unverified === 0) this.#reading.siblings.see(file.stream, stat.name);
      this.#reading.seen.add(file.key);
      if (file.name === stat.name && file.unseen === null && file.followed === followed) continue;
      const { name, changed } = stat;
      this.#reading.staged.file({ ...file, name, changed, unseen: null, followed, looked: now() });
    }
    this.#done.set(stat.key, stat.size);
    return true;
  }
}

function isUnchanged(file: KnownFile, stat: FileStat): boolean {
  if (file.incomplete) return false;
  // Renaming changes the inode, too.
  const changed = file.name === stat.name ? file.changed : null;
  if (!isSame({ ...file, key: stat.key, changed }, stat)) return false;
  return file.looked - Math.max(file.modified, changed ?? 0) > RACY_MS;
}
