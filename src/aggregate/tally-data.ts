/** What a tally is told, and what it hands to other tallies: plain data. */
import type { FilterSettings } from '../model/filter.js';
import type { WindowChoice, WindowLength } from '../model/window.js';
import type { WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import type { WindowCounts } from './cells.js';
import type { GroupData } from './groups.js';
import type { OutsideData } from './outside.js';

export interface TallyPlan {
  readonly timeZone: Zone;
  readonly window: WindowChoice;
  /** Which events count; of the others it is counted how many they are. */
  readonly filter: FilterSettings;
  /** How many keys events are grouped by; 0 to 2. */
  readonly groupKeys: number;
  /** 1 for each code index that is an error. */
  readonly errorCodes: Uint8Array;
  /** Events from then on are counted as `ahead` too: they lie in the future. Epoch milliseconds; without it none is. */
  readonly future?: number;
}

/** Events without a time: how many of each code index, and in which group. */
export type UndatedEvents = readonly (readonly [code: number, count: number, group: GroupName])[];
/** One value a key; null where the line has no such key. */
export type GroupName = readonly (string | null)[];

/** A tally as plain data that a thread may send. Arrays of CODE_COUNT are indexed by code number - 106000. */
export interface TallyData {
  readonly level: number;
  /** Counts as three parallel arrays: start of the cell, code index, count; those of a cell best in a row. */
  readonly cellStarts: Float64Array;
  readonly cellCodes: Int16Array;
  readonly cellCounts: Float64Array;
  readonly untimed: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly inherited: number;
  readonly filtered: number;
  /** Events in the future, among those in cells; without it none. */
  readonly ahead?: number;
  /** Without it nothing was. */
  readonly outside?: OutsideData;
  readonly groups: GroupData | null;
}

/** The counts of a tally at the end of a run. */
export interface TallyWindows {
  readonly length: WindowLength;
  readonly cutter: WindowCutter;
  readonly windows: readonly WindowCounts[];
  /** In epoch milliseconds; Infinity and -Infinity where no event has a time. */
  readonly first: number;
  readonly last: number;
}
