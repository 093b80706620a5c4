/**
 * The windows that broke a rule, in the order of time: those of them that are in rows long enough to break it. What a row
 * comes to is kept as sums, because there may be half a million windows.
 */
import type { CodeCounts } from './counts.js';
import type { RuleResult } from './document.js';
import type { CheckedWindow, WorstWindows } from './worst-windows.js';

/** So many rows are listed, the longest ones. */
const MAX_ROWS = 5;

type Row = NonNullable<RuleResult['rows']>[number];

interface OpenRow {
  readonly start: string | null;
  end: string | null;
  windows: number;
  broken: number;
  readonly codes: Map<number, number>;
  readonly worst: WorstWindows;
}

export class WindowRows {
  /** Of all rows that are long enough: the windows that broke the rule, and their selected events by code. */
  broken = 0;
  readonly codes = new Map<number, number>();
  readonly worst: WorstWindows;
  /** Of all rows, whether long enough or not. */
  longest = 0;
  #rows: Row[] = [];
  #count = 0;
  #open: OpenRow | null = null;
  readonly #least: number;
  readonly #newWorst: () => WorstWindows;

  /** @param least a row of so many windows breaks the rule; from 1 */
  constructor(least: number, newWorst: () => WorstWindows) {
    this.#least = least;
    this.#newWorst = newWorst;
    this.worst = newWorst();
  }

  /** How many rows are long enough. */
  get count(): number {
    return this.#count;
  }

  /** The longest ones first; at most `MAX_ROWS`. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /**
   * One more that broke it.
   * @param length how many windows it stands for
   */
  add(checked: CheckedWindow, length: number): void {
    const { start, end } = checked.window;
    this.#open ??= { start, end, windows: 0, broken: 0, codes: new Map(), worst: this.#newWorst() };
    this.#open.end = end;
    this.#open.windows += length;
    this.#open.broken += 1;
    addTo(this.#open.codes, checked.selected);
    this.#open.worst.add(checked);
  }

  /** The next window holds, or there is none. */
  endRow(): void {
    const row = this.#open;
    this.#open = null;
    if (row === null) return;
    this.longest = Math.max(this.longest, row.windows);
    if (row.windows < this.#least) return;
    this.#count += 1;
    this.broken += row.broken;
    addTo(this.codes, row.codes);
    for (const checked of row.worst.list) this.worst.add(checked);
    const { start, end, windows } = row;
    if (start === null || end === null) return;
    // Of equal ones the earlier stays first: sorting keeps their order.
    this.#rows = [...this.#rows, { start, end, windows }].sort((a, b) => b.windows - a.windows).slice(0, MAX_ROWS);
  }
}

function addTo(sums: Map<number, number>, counts: CodeCounts): void {
  for (const [code, n] of counts) sums.set(code, (sums.get(code) ?? 0) + n);
}
