/**
 * Waits until something may have changed in files. The system's hints are quick and cost nothing, but not every system or
 * drive gives them, so that files are looked at as well: often while something changes, rarely while nothing does. A look
 * at 1,000 files takes some 5 ms.
 */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findInputs } from '../sources/inputs.js';

/** Milliseconds between two looks: while something changes, and after some time without a change. */
const BUSY_MS = 100;
/** Milliseconds from one change to the next: what comes between is read at once. */
const REST_MS = 80;
const IDLE_MS = 1000;
/** With so many files a look takes long enough to be rarer. */
const MANY_FILES = 200;
/** Names are found anew, for new files of globs, at most so often. Milliseconds. */
const LIST_MS = 2000;

export class Changes {
  readonly #files: readonly string[];
  readonly #recursive: boolean;
  readonly #watchers = new Map<string, FSWatcher>();
  #states = new Map<string, string>();
  #listed = 0;
  #changedAt = 0;
  #hinted: (() => void) | null = null;
  #isHinted = false;

  constructor(files: readonly string[], recursive: boolean) {
    this.#files = files;
    this.#recursive = recursive;
  }

  /**
   * Resolves when something has changed, or the signal is aborted.
   * @param idle called now and then meanwhile
   */
  async next(signal: AbortSignal, idle: () => Promise<void>): Promise<void> {
    const rest = this.#changedAt + REST_MS - Date.now();
    if (rest > 0) await sleep(rest);
    // What changed since the last call, while files were read, is a change too.
    for (;;) {
      if (signal.aborted) return;
      if (await this.#look()) {
        this.#changedAt = Date.now();
        return;
      }
      await idle();
      await this.#wait(signal);
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const quiet = Date.now() - this.#changedAt;
    const many = this.#states.size > MANY_FILES ? 2 : 1;
    const ms = Math.min(IDLE_MS, Math.max(BUSY_MS, quiet / 10)) * many;
    if (this.#isHinted) {
      this.#isHinted = false;
      return;
    }
    const wake = new AbortController();
    const end = () => wake.abort();
    this.#hinted = end;
    signal.addEventListener('abort', end, { once: true });
    await sleep(ms, undefined, { signal: wake.signal }).catch(() => {});
    signal.removeEventListener('abort', end);
    this.#hinted = null;
    this.#isHinted = false;
  }

  #hint = (): void => {
    this.#isHinted = true;
    this.#hinted?.();
  };

  /** Whether anything differs from the last look. */
  async #look(): Promise<boolean> {
    let isChanged = false;
    if (Date.now() - this.#listed >= LIST_MS || this.#isHinted || this.#states.size === 0) {
      this.#listed = Date.now();
      isChanged = await this.#list();
    }
    for (const [name, before] of this.#states) {
      const now = stateOf(name);
      if (now === before) continue;
      this.#states.set(name, now);
      isChanged = true;
    }
    return isChanged;
  }

  async #list(): Promise<boolean> {
    const { inputs } = await findInputs(this.#files, this.#recursive);
    const names = new Set(inputs.map(({ name }) => name));
    let isChanged = false;
    for (const name of names) {
      if (this.#states.has(name)) continue;
      this.#states.set(name, '');
      isChanged = true;
    }
    for (const name of this.#states.keys()) {
      if (names.has(name)) continue;
      this.#states.delete(name);
      isChanged = true;
    }
    this.#watch(new Set([...names].map((name) => dirname(name))));
    return isChanged;
  }

  #watch(folders: ReadonlySet<string>): void {
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, this.#hint);
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

function stateOf(name: string): string {
  const stats = statSync(name, { throwIfNoEntry: false });
  return stats === undefined ? 'none' : `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`;
}
