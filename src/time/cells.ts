import { AUTO_MAX_WINDOWS, AUTO_WINDOWS } from '../model/window.js';
import { type Cutter, countWindows, type Window, WindowCutter } from './windows.js';
import type { Zone } from './zone.js';

/** Index into `AUTO_WINDOWS`: 0 is the shortest length. */
export type AutoLevel = number;
export const LAST_LEVEL: AutoLevel = AUTO_WINDOWS.length - 1;

/**
 * While `auto` is not decided, events are counted in cells: the pieces into which the windows of one level and those
 * of all longer levels cut time together. A cell lies whole in one window of each of these levels, so counts by cell
 * roll up exactly to any of them. Mostly a cell is a window of its level; it is less where a clock change lets the
 * windows of a longer level start between.
 */
export class CellCutter implements Cutter {
  readonly #cutters: readonly WindowCutter[];
  #cell: Window = { start: Infinity, end: -Infinity };

  constructor(zone: Zone, level: AutoLevel) {
    this.#cutters = AUTO_WINDOWS.slice(level).map((length) => new WindowCutter(zone, length));
  }

  /** The cell that an instant is in; consecutive calls in one cell cost a comparison. */
  at(epochMs: number): Window {
    const cell = this.#cell;
    if (epochMs >= cell.start && epochMs < cell.end) return cell;
    let start = -Infinity;
    let end = Infinity;
    for (const cutter of this.#cutters) {
      const window = cutter.at(epochMs);
      start = Math.max(start, window.start);
      end = Math.min(end, window.end);
    }
    this.#cell = { start, end };
    return this.#cell;
  }
}

/**
 * What `auto` decides: the shortest level that gives at most 48 windows from first to last event, else the longest.
 * @param from the level to start at, where the shorter ones are known to give too many.
 */
export function autoLevel(zone: Zone, first: number, last: number, from: AutoLevel = 0): AutoLevel {
  for (let level = from; level < LAST_LEVEL; level++) {
    const cutter = new WindowCutter(zone, AUTO_WINDOWS[level]!);
    if (countWindows(cutter, first, last, AUTO_MAX_WINDOWS) <= AUTO_MAX_WINDOWS) return level;
  }
  return LAST_LEVEL;
}
