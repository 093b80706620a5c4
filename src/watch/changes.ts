/**
 * Waits until something may have changed in files. The system's hints are quick and cost nothing, but not every system or
 * drive gives them. So files are looked at as well: rarely while nothing changes, and often where changes came without a
 * hint. A look at 1,000 files takes some 5 ms.
 */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findInputs } from '../sources/inputs.js';

/** Names of files that have grown, where nothing else has changed; else null: all files have to be looked at. */
export type Grown = readonly string[] | null;

/** Milliseconds from one change to the next: what comes between is read at once. */
const REST_MS = 80;
/** Milliseconds between two looks at all files: without hints while something changes, and otherwise. */
const BUSY_MS = 100;
const IDLE_MS = 1000;
/** With so many files a look takes long enough to be rarer. */
const MANY_FILES = 200;
/** Names are found anew, for new files of globs, at most so often where no hint says that there are some. Milliseconds. */
const LIST_MS = 2000;
/** After so many looks that found what no hint had told, hints are not waited for. */
const MOST_UNTOLD = 3;

interface State {
  /** Device and inode. */
  readonly id: string;
  readonly size: number;
  /** All that tells a change. */
  readonly text: string;
}

export class Changes {
  readonly #files: readonly string[];
  readonly #recursive: boolean;
  readonly #watchers = new Map<string, FSWatcher>();
  /** Null: there is no such file. */
  #states = new Map<string, State | null>();
  /** Names by the folders and names that hints give. */
  #places = new Map<string, string>();
  /** Files beside those that are named, which may still grow: what was renamed. */
  #followed: readonly string[] = [];
  #listed = 0;
  #looked = 0;
  #changedAt = 0;
  /** Looks in a row that found what no hint had told. */
  #untold = 0;
  #wake: (() => void) | null = null;
  /** Names in a folder have changed, as a hint says, and files whose content has. */
  #isRenamed = false;
  readonly #hinted = new Set<string>();

  constructor(files: readonly string[], recursive: boolean) {
    this.#files = files;
    this.#recursive = recursive;
  }

  /** Files that are not named but are to be looked at, too. */
  follow(names: readonly string[]): void {
    this.#followed = names;
  }

  /**
   * Resolves when something has changed, or the signal is aborted.
   * @param idle called now and then meanwhile
   */
  async next(signal: AbortSignal, idle: () => Promise<void>): Promise<Grown> {
    const rest = this.#changedAt + REST_MS - Date.now();
    if (rest > 0) await sleep(rest);
    for (;;) {
      if (signal.aborted) return null;
      const grown = await this.#look();
      if (grown === null || grown.length > 0) {
        this.#changedAt = Date.now();
        return grown;
      }
      await idle();
      await this.#wait(signal);
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    if (this.#isRenamed || this.#hinted.size > 0) return;
    const wake = new AbortController();
    const end = () => wake.abort();
    this.#wake = end;
    signal.addEventListener('abort', end, { once: true });
    await sleep(this.#pace, undefined, { signal: wake.signal }).catch(() => {});
    signal.removeEventListener('abort', end);
    this.#wake = null;
  }

  /** Milliseconds from one look at all files to the next. */
  get #pace(): number {
    const many = this.#states.size > MANY_FILES ? 2 : 1;
    const quiet = Date.now() - this.#changedAt;
    return (this.#untold < MOST_UNTOLD ? IDLE_MS : Math.min(IDLE_MS, Math.max(BUSY_MS, quiet / 10))) * many;
  }

  #hint(folder: string, type: string, file: string | null): void {
    const name = file === null ? undefined : this.#places.get(placeOf(folder, file));
    if (type === 'change' && name !== undefined) this.#hinted.add(name);
    else this.#isRenamed = true;
    this.#wake?.();
  }

  async #look(): Promise<Grown> {
    const now = Date.now();
    let isOther = false;
    if (this.#isRenamed || now - this.#listed >= LIST_MS) {
      this.#isRenamed = false;
      this.#listed = now;
      isOther = await this.#list();
    }
    const isSweep = isOther || now - this.#looked >= this.#pace;
    const names = isSweep ? [...this.#states.keys()] : [...this.#hinted];
    const grown: string[] = [];
    let isUntold = false;
    for (const name of names) {
      const [before, after] = [this.#states.get(name), stateOf(name)];
      const wasHinted = this.#hinted.delete(name);
      if (before === undefined || before?.text === after?.text) continue;
      this.#states.set(name, after);
      if (before !== null && after !== null && before.id === after.id && after.size > before.size) grown.push(name);
      else isOther = true;
      if (!wasHinted) isUntold = true;
    }
    if (isSweep) this.#looked = now;
    if (isUntold && !isOther) this.#untold += 1;
    else if (grown.length > 0) this.#untold = 0;
    return isOther ? null : grown;
  }

  /** @returns whether there are other names than before */
  async #list(): Promise<boolean> {
    const { inputs } = await findInputs(this.#files, this.#recursive);
    const names = new Set([...inputs.map(({ name }) => name), ...this.#followed]);
    let isChanged = false;
    for (const name of names) {
      if (this.#states.has(name)) continue;
      this.#states.set(name, null);
      isChanged = true;
    }
    for (const name of this.#states.keys()) {
      if (names.has(name)) continue;
      this.#states.delete(name);
      isChanged = true;
    }
    if (isChanged) this.#places = new Map([...names].map((name) => [placeOf(dirname(name), basename(name)), name]));
    this.#watch(new Set([...names].map((name) => dirname(name))));
    return isChanged;
  }

  #watch(folders: ReadonlySet<string>): void {
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, (type, file) => this.#hint(folder, type, file));
        watcher.on('error', () => {
          watcher.close();
          this.#watchers.delete(folder);
        });
        this.#watchers.set(folder, watcher);
      } catch {
        // Not every file system has hints; there may be no more watches either.
      }
    }
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}

function placeOf(folder: string, file: string): string {
  return `${folder}\0${file}`;
}

function stateOf(name: string): State | null {
  let stats: ReturnType<typeof statSync> | undefined;
  try {
    stats = statSync(name, { throwIfNoEntry: false });
  } catch {
    // Whoever reads it says why it cannot be read.
    return null;
  }
  if (stats === undefined) return null;
  const { dev, ino, size, mtimeMs, ctimeMs } = stats;
  return { id: `${dev}:${ino}`, size, text: `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}` };
}
