/**
 * Matches lines with a pattern that may run for hours, and ends it: Node's `vm` ends what it runs when its time is over,
 * and everything around it goes on. That costs 0.1 ms each time, so that many lines are matched at once, and only the line
 * that was in the way of the others is matched by itself.
 */
import { type Context, createContext, Script } from 'node:vm';
import { LogscanError } from '../../model/errors.js';
import type { CustomReading } from './custom-reading.js';
import type { Captures, Pattern } from './pattern.js';

/** For all lines of a block together, which normally take a few. Then it is asked whether the run is to stop. */
const BLOCK_MS = 250;
/** For a line by itself. The longest that a run can be deaf to Ctrl-C. */
export const LINE_BUDGET_MS = 750;

/** `over`: its time was over before it was known. */
export type Match = Captures | null | 'over';

export class WatchedPattern {
  readonly #pattern: Pattern;
  readonly #context: Context;
  readonly #script = new Script('match()');
  readonly #lineMs: number;
  #lines: readonly string[] = [];
  #end = 0;
  #found: Match[] = [];

  /** @param lineMs budget of a line, in milliseconds */
  constructor(pattern: Pattern, lineMs: number = LINE_BUDGET_MS) {
    this.#pattern = pattern;
    this.#lineMs = lineMs;
    this.#context = createContext({ match: () => this.#matchOn() });
  }

  /**
   * The matches of the lines in their order; fewer than there are lines where `stopped` says so, or with the last of
   * `mostOver` that take too long.
   */
  matches(lines: readonly string[], mostOver: number, stopped: () => boolean): readonly Match[] {
    this.#lines = lines;
    this.#found = [];
    const found = this.#found;
    for (let over = 0; found.length < lines.length && over < mostOver && !stopped(); ) {
      if (this.#runs(lines.length, Math.min(BLOCK_MS, this.#lineMs)) || stopped()) continue;
      // It may have been ended behind the last match.
      if (this.#runs(Math.min(found.length + 1, lines.length), this.#lineMs)) continue;
      found.push('over');
      over += 1;
    }
    return found;
  }

  /** Goes on up to the line of number `end`. @returns whether it got there in time */
  #runs(end: number, timeout: number): boolean {
    this.#end = end;
    try {
      this.#script.runInContext(this.#context, { timeout });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      return false;
    }
  }

  /** May end after any step: a match is known when it is in `#found`. */
  #matchOn(): void {
    while (this.#found.length < this.#end) this.#found.push(this.#pattern.match(this.#lines[this.#found.length]!));
  }
}

/**
 * Reads single lines, where so few are read that nothing else is worth it.
 * @throws LogscanError `input` for a line that takes too long
 */
export function lineMatcher(pattern: Pattern): (line: string) => CustomReading | null {
  const watched = pattern.isLinear ? null : new WatchedPattern(pattern);
  return (line) => {
    const match = watched === null ? pattern.match(line) : watched.matches([line], 1, () => false)[0]!;
    if (match === 'over') throw new LogscanError('input', `--pattern takes more than ${LINE_BUDGET_MS} ms on a line`);
    return match === null ? null : pattern.reading(match);
  };
}
