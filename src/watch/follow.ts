/**
 * Follows files: reads what is new, again and again, with the recognition of the history (`job/read`), so that nothing is
 * lost or counted twice however files are rotated.
 *
 *     a hint of the system, or a look at the files ──▶ something has changed ──▶ LogReader ──▶ LiveStore
 *
 * Where files have only grown, these alone are read: of 1,000 files it takes a twentieth of a look at all of them.
 */
import { resolve } from 'node:path';
import { LogReader } from '../job/read/reader.js';
import type { ReadOptions } from '../job/read/reading.js';
import { shownName } from '../job/read/shown-name.js';
import { type FileStat, keyOfOpen } from '../job/read/text.js';
import type { RunContext } from '../model/plan.js';
import type { Plan } from '../pipeline.js';
import { impossibleDate } from '../scan/impossible-date.js';
import { sourceName } from '../text/source-name.js';
import { WindowCutter } from '../time/windows.js';
import { Changes, type Grown } from './changes.js';
import { lineReader } from './line-reader.js';
import { shownCodes } from './live-counts.js';
import type { LiveRun } from './live-run.js';
import { SaidOnce } from './said-once.js';

export interface FollowOptions {
  readonly plan: Plan;
  /** Names of files, folders and globs, without standard input. */
  readonly files: readonly string[];
  readonly folder: string;
  /** Names of files that the run itself writes: they are not read. */
  readonly writes: readonly string[];
  readonly now: () => number;
  readonly warn: RunContext['warn'];
  /** The run is to end: what is there by then is still read. */
  readonly signal: AbortSignal;
  /** But for so many milliseconds at most; default: `LAST_READ_MS`. */
  readonly lastRead?: number | undefined;
  /** Called when all that was there has been read, before the next wait, and now and then while it waits. */
  readonly settled: () => void | Promise<void>;
}

/** For so long a run that is to end goes on to read: a user waits for it. What is left the next run with `--state` reads. */
const LAST_READ_MS = 2000;

/** While files grow all are looked at so often, in milliseconds: what is gone is noticed, and since when. */
const WHOLE_LOOK_MS = 10_000;

/** @returns whether everything was read that was there when it was to end */
export async function followFiles(run: LiveRun, options: FollowOptions): Promise<boolean> {
  const { signal, settled, plan } = options;
  const changes = new Changes(options.files, plan.recursive);
  const late = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  const end = () => {
    timer = setTimeout(() => late.abort(), options.lastRead ?? LAST_READ_MS);
  };
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  const follower = await Follower.create(run, options, late.signal);
  run.isCaughtUp = false;
  try {
    for (let grown: Grown = null; ; ) {
      const isLast = signal.aborted;
      if (grown === null || isLast || follower.isLookDue) changes.follow(await follower.readAll());
      else await follower.readGrown(grown);
      run.settle();
      run.isCaughtUp = true;
      await settled();
      if (isLast) {
        if (late.signal.aborted) options.warn(CUT);
        return !late.signal.aborted;
      }
      grown = await changes.next(signal, async () => {
        run.settle();
        await settled();
      });
    }
  } finally {
    signal.removeEventListener('abort', end);
    if (timer !== null) clearTimeout(timer);
    changes.close();
  }
}

const CUT = 'ended before everything was read that was there';

/** Files that the run writes, also by standard output and error: to count what is in them would never end. */
function isOwnOutput(writes: readonly string[]): (file: FileStat) => boolean {
  const keys = new Set([1, 2].flatMap((fd) => keyOfOpen(fd) ?? []));
  const names = new Set(writes.map((name) => resolve(name)));
  return ({ key, name }) => keys.has(key) || (names.size > 0 && names.has(resolve(name)));
}

class Follower {
  readonly #run: LiveRun;
  readonly #options: FollowOptions;
  readonly #reading: Omit<ReadOptions, 'lastLook'>;
  readonly #warn: SaidOnce;
  /** Files that cannot be read, by their names as they are shown. */
  #failures = new Map<string, string>();
  /** When the last look at all files began that found them all. */
  #lastLook: number | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param signal ends reading itself */
  static async create(run: LiveRun, options: FollowOptions, signal: AbortSignal): Promise<Follower> {
    const { plan, files, folder, now } = options;
    const warn = new SaidOnce(options.warn);
    const reading = {
      ...{ files, recursive: plan.recursive, folder, now, isExcepted: isOwnOutput(options.writes) },
      ...{ scanner: await lineReader(plan), threads: null, eventLines: shownCodes(plan) },
      hours: new WindowCutter(plan.timeZone, { n: 1, unit: 'h' }),
      signal,
      ...{ replaced: null, begin: async () => {}, progress: () => {} },
      onOtherOrder: (name: string, line: string) =>
        warn.sayOf(`date ${name}`, `${sourceName(name)}: ${impossibleDate(line, plan.rules)}`),
    };
    return new Follower(run, options, reading, warn);
  }

  private constructor(run: LiveRun, options: FollowOptions, reading: Omit<ReadOptions, 'lastLook'>, warn: SaidOnce) {
    this.#run = run;
    this.#options = options;
    this.#reading = reading;
    this.#warn = warn;
  }

  /** Whether it is time to look at all files again. */
  get isLookDue(): boolean {
    return this.#options.now() - this.#lookedAt >= WHOLE_LOOK_MS;
  }

  get #reader(): LogReader {
    const { store } = this.#run;
    return new LogReader(store, store.known(), { ...this.#reading, lastLook: this.#lastLook });
  }

  /** @returns names of files that are followed and not named */
  async readAll(): Promise<readonly string[]> {
    const began = this.#options.now();
    const { failures, gaps, notices, isSettled } = await this.#reader.read();
    this.#lookedAt = began;
    if (isSettled) this.#lastLook = began;
    this.#failures = new Map(failures);
    this.#say(gaps, notices);
    const followed = [...this.#run.store.files].filter(
      (file) => file.followed && file.unseen === null && !file.key.startsWith('was:'),
    );
    return followed.map(({ name }) => name);
  }

  async readGrown(names: readonly string[]): Promise<void> {
    const { failures, gaps, notices } = await this.#reader.readGrown(names);
    for (const name of names) this.#failures.delete(shownName(name, this.#options.folder));
    for (const [name, reason] of failures) this.#failures.set(name, reason);
    this.#say(gaps, notices);
  }

  #say(gaps: readonly { readonly reason: string }[], notices: readonly string[]): void {
    for (const text of [...gaps.map(({ reason }) => reason), ...notices]) this.#warn.say(text);
    this.#run.fail(this.#failures);
  }
}
