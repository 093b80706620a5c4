/** Bins: what events are counted by while the length of a window is not decided yet. */
import { HOUR_MS } from '../model/calendar.js';
import { AUTO_MAX_WINDOWS, AUTO_WINDOWS, type WindowChoice, type WindowLength } from '../model/window.js';
import { nominalMs } from './window-length.js';
import { type Cutter, countWindows, type Window, WindowCutter } from './windows.js';
import type { Zone } from './zone.js';

/** Index into `AUTO_WINDOWS`: 0 is the shortest length. */
export type AutoLevel = number;
export const LAST_LEVEL: AutoLevel = AUTO_WINDOWS.length - 1;

/**
 * Until `auto` is decided, events are counted in bins. Bins are the intervals between all boundaries of the windows of one
 * level and of all longer levels. So each bin is inside one window of each of these levels, and counts by bin add up
 * exactly to windows of any of them. Mostly a bin is a window of its level. It is shorter where a clock change makes a
 * window of a longer level start in the middle.
 */
export class BinCutter implements Cutter {
  readonly #cutters: readonly WindowCutter[];
  #bin: Window = { start: Infinity, end: -Infinity };

  constructor(zone: Zone, level: AutoLevel) {
    this.#cutters = AUTO_WINDOWS.slice(level).map((length) => new WindowCutter(zone, length));
  }

  /** The bin that an instant is in; consecutive calls in one bin cost a comparison. */
  at(epochMs: number): Window {
    const bin = this.#bin;
    if (epochMs >= bin.start && epochMs < bin.end) return bin;
    let start = -Infinity;
    let end = Infinity;
    for (const cutter of this.#cutters) {
      const window = cutter.at(epochMs);
      start = Math.max(start, window.start);
      end = Math.min(end, window.end);
    }
    this.#bin = { start, end };
    return this.#bin;
  }
}

/**
 * What `auto` decides: the shortest level with at most 48 windows from the first to the last event, else the longest
 * level.
 * @param from the level to start at, where the shorter ones are known to give too many.
 */
export function autoLevel(zone: Zone, first: number, last: number, from: AutoLevel = 0): AutoLevel {
  for (let level = from; level < LAST_LEVEL; level++) {
    const cutter = new WindowCutter(zone, AUTO_WINDOWS[level]!);
    if (countWindows(cutter, first, last, AUTO_MAX_WINDOWS) <= AUTO_MAX_WINDOWS) return level;
  }
  return LAST_LEVEL;
}

/** In weeks: with windows as long as this, all times that a log can have are in a handful of them. */
const LONGEST = 2 ** 19;

/**
 * The lengths that windows may come to have, the one that was asked for first. Where there are more counts than fit, they
 * are added up by the next one. Each window is made up of whole ones of all shorter lengths in the list, whatever the zone:
 * up to an hour they are cut in elapsed time from midnight, and behind that come only days, weeks and multiples of them.
 */
export function windowLevels(window: WindowChoice): readonly WindowLength[] {
  if (window === 'auto') return [...AUTO_WINDOWS, ...doubled({ n: 2, unit: 'w' })];
  const { n, unit } = window;
  if (unit === 'w' || (unit === 'd' && n > 1)) return doubled(window);
  const own = nominalMs(window);
  const longer = AUTO_WINDOWS.filter((length) => {
    const ms = nominalMs(length);
    return ms > own && ms % own === 0 && (ms <= HOUR_MS || length.unit === 'd');
  });
  return [window, ...longer, ...doubled({ n: 1, unit: 'w' })];
}

function doubled({ n, unit }: WindowLength): WindowLength[] {
  const lengths: WindowLength[] = [];
  const most = unit === 'd' ? LONGEST * 7 : LONGEST;
  for (let many = n; many <= most; many *= 2) lengths.push({ n: many, unit });
  return lengths;
}
