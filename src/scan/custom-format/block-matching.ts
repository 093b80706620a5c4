/** Matches the lines of a block with a pattern: one by one, or together where they must be watched. */
import type { BlockText } from './block-text.js';
import type { CustomReading } from './custom-reading.js';
import { MAX_PATTERN_TEXT, type Pattern } from './pattern.js';
import { noteLine, type UnreadNotes } from './unread-notes.js';
import { LINE_BUDGET_MS, type Match, WatchedPattern } from './watched-pattern.js';

/** A source with so many lines that take too long is not read on: it might take days. */
const MOST_OVER = 10;
const NONE: readonly Match[] = [];

export class BlockMatching {
  /** Why lines of the source were not read by the pattern, or null. */
  fault: string | null = null;
  /** Whether the source is not read on: what follows the last match does not count. */
  isOver = false;
  readonly #pattern: Pattern;
  readonly #watched: WatchedPattern | null;
  readonly #stopped: () => boolean;
  #matches = NONE;
  #next = 0;
  #over = 0;

  /**
   * @param stopped whether the run is to stop
   * @param lineMs budget of a line, in milliseconds
   */
  constructor(pattern: Pattern, stopped: () => boolean, lineMs?: number) {
    this.#pattern = pattern;
    this.#watched = pattern.isLinear ? null : new WatchedPattern(pattern, lineMs);
    this.#stopped = stopped;
  }

  /** The next block begins a source, or a piece of one. */
  begin(): void {
    this.fault = null;
    this.isOver = false;
    this.#over = 0;
  }

  /** Looks at the block of `length` bytes at `at`, before its lines are read one by one. */
  read(text: BlockText, at: number, length: number): void {
    if (this.#watched === null) return;
    const lines: string[] = [];
    if (!this.isOver) for (text.begin(at, length); text.next(); ) lines.push(text.line);
    this.#matches = this.#watched.matches(lines, MOST_OVER - this.#over, this.#stopped);
    this.#next = 0;
    for (const match of this.#matches) if (match === 'over') this.#over += 1;
    if (this.#over > 0)
      this.fault = `--pattern took more than ${LINE_BUDGET_MS} ms on a line: the ordinary rules read it`;
    if (this.#over >= MOST_OVER)
      this.#end(`--pattern took more than ${LINE_BUDGET_MS} ms on ${MOST_OVER} lines: not read on`);
    else if (this.#matches.length < lines.length) this.#end('interrupted before its end');
  }

  /** Whether the next line of the block has been matched. */
  get hasNext(): boolean {
    return this.#watched === null || this.#next < this.#matches.length;
  }

  /** The reading of the next line of the block, which is number `line` of the piece; null where the pattern has none. */
  next(text: string, notes: UnreadNotes, line: number): CustomReading | null {
    const match = this.#watched === null ? this.#pattern.match(text) : this.#matches[this.#next++]!;
    if (text.length > MAX_PATTERN_TEXT) noteLine(notes.shortened, line);
    if (match === 'over') noteLine(notes.over, line);
    return match === null || match === 'over' ? null : this.#pattern.reading(match);
  }

  #end(fault: string): void {
    this.isOver = true;
    this.fault = fault;
  }
}
