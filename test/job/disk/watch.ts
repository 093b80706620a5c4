/**
 * Which lines a run must say are missing. What vanishes from a file that no run had seen, or was cut off again before
 * any run saw it, nobody can know of. But a file that a run has seen, and whose text is nowhere any more, had an end
 * that may not have been read: its lines have to be counted, or what is missing has to be said. Not so for files that
 * were left alone for so long that they are taken for finished.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isRotatedName } from '../../../src/history/streams/log-name.js';
import { linesIn } from './contents.js';
import type { LogFolder } from './log-folder.js';

/** A file without lines, only a banner. */
const NONE = -1;
/** What was not changed for so long is finished: an archive, any other file. */
const ROTATED_QUIET_MS = 10 * 60_000;
const QUIET_MS = 24 * 60 * 60_000;

interface SeenFile {
  readonly name: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly modified: number;
  readonly lines: readonly number[];
}

export class Watch {
  readonly #logs: LogFolder;
  readonly #inputs: readonly string[] | undefined;
  /** The last line of each file that a run has seen, by inode. */
  #seen = new Map<string, number>();
  /** Lines that came to such a file since, and its last line then. */
  readonly #since = new Map<number, number>();
  readonly lost = new Set<number>();

  constructor(logs: LogFolder, inputs: readonly string[] | undefined) {
    this.#logs = logs;
    this.#inputs = inputs;
  }

  /** Something may have been written since the last look. */
  look(): void {
    for (const { key, lines } of this.#files(readdirSync(this.#logs.path))) {
      const last = this.#seen.get(key);
      if (last === undefined) continue;
      const at = last === NONE ? -1 : lines.lastIndexOf(last);
      if (at < 0 && last !== NONE) continue;
      for (const line of lines.slice(at + 1)) this.#since.set(line, last);
    }
  }

  /** A run has seen all files in peace at this time (epoch milliseconds). */
  seen(now: number): void {
    const { whole } = this.#logs.onDisk(this.#inputs);
    for (const [line, last] of this.#since) if (!whole.has(line) && !whole.has(last)) this.lost.add(line);
    this.#since.clear();
    const files = this.#files(this.#inputs ?? readdirSync(this.#logs.path));
    const open = files.filter(
      ({ name, modified }) => now - modified < (isRotatedName(name) ? ROTATED_QUIET_MS : QUIET_MS),
    );
    this.#seen = new Map(open.map(({ key, lines }) => [key, lines.at(-1) ?? NONE]));
  }

  /** Files that are not empty. */
  #files(names: readonly string[]): SeenFile[] {
    return names.flatMap((name) => {
      const stats = statSync(this.#logs.at(name), { throwIfNoEntry: false });
      if (stats === undefined || stats.size === 0) return [];
      const { whole } = linesIn(readFileSync(this.#logs.at(name)));
      return [{ name, key: `${stats.ino} ${stats.birthtimeMs}`, modified: stats.mtimeMs, lines: whole }];
    });
  }
}
