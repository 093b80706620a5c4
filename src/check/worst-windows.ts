/** The worst windows of a rule: only these are kept of half a million. */
import type { CodeCounts } from './counts.js';
import type { WorstWindow } from './document.js';
import type { RunLimit } from './rule.js';

export interface CheckedWindow {
  readonly window: WorstWindow;
  /** The selected events by code. */
  readonly selected: CodeCounts;
  readonly holds: boolean;
}

/** Their lines are what is shown. */
const MAX_LISTED = 5;

export class WorstWindows {
  #list: CheckedWindow[] = [];
  readonly #limit: RunLimit;

  constructor(limit: RunLimit) {
    this.#limit = limit;
  }

  /** The worst first. */
  get list(): readonly CheckedWindow[] {
    return this.#list;
  }

  add(checked: CheckedWindow): void {
    this.#list.push(checked);
    this.#list.sort((a, b) => worstFirst(this.#limit, a, b));
    if (this.#list.length > MAX_LISTED) this.#list.pop();
  }
}

/** Broken ones first; then as the kind of rule orders them; then the earlier first. */
function worstFirst(limit: RunLimit, a: CheckedWindow, b: CheckedWindow): number {
  if (a.holds !== b.holds) return a.holds ? 1 : -1;
  return limit.compareWindows(a.window, b.window) || startOf(a) - startOf(b);
}

/** In milliseconds since 1970; the events without a time come last. */
function startOf({ window: { start } }: CheckedWindow): number {
  return start === null ? Number.POSITIVE_INFINITY : Date.parse(start);
}
