/** The options of a tally, and its counts as plain data, which threads send to be merged. */
import type { FilterSettings } from '../model/filter.js';
import type { WindowChoice, WindowLength } from '../model/window.js';
import type { WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import type { WindowCounts } from './bin-counts.js';
import type { GroupCellsData } from './group-cells.js';
import type { GroupData } from './groups.js';
import type { OutsideData } from './outside.js';

export interface TallyPlan {
  readonly timeZone: Zone;
  readonly window: WindowChoice;
  /** Which events count. Of the others only the number is kept. */
  readonly filter: FilterSettings;
  /** How many keys events are grouped by; 0 to 2. */
  readonly groupKeys: number;
  /** 1 for each code index that is an error. */
  readonly errorCodes: Uint8Array;
  /** Events from this time on, in epoch milliseconds, are counted as `inFuture` as well; without it none are. */
  readonly future?: number;
}

/** Events before the first timestamp of a piece, all of which have the same time, once it is known. */
export interface UndatedEvents {
  /** How many of each code index. */
  readonly codes: readonly (readonly [code: number, count: number])[];
  /** The same events by group; null where they are not grouped, or are too many and counted by group already. */
  readonly groups: GroupData | null;
  /** Whether they are counted by group already. */
  readonly areGroupsCounted: boolean;
}
/** A tally as plain data that a thread may send. Arrays of CODE_COUNT are indexed by code number - 106000. */
export interface TallyData {
  readonly level: number;
  /** Counts as three parallel arrays: start of the bin, code index, count. Merging is fastest bin by bin. */
  readonly binStarts: Float64Array;
  readonly binCodes: Int16Array;
  readonly binCounts: Float64Array;
  readonly untimed: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly inherited: number;
  readonly filtered: number;
  /** How many of the events in bins are in the future; default 0. */
  readonly inFuture?: number;
  /** Events dropped because of the span; default: none. */
  readonly outside?: OutsideData;
  readonly groups: GroupData | null;
  /** Null where events are not grouped, or none are kept. */
  readonly cells: GroupCellsData | null;
}

/** The counts of a tally at the end of a run. */
export interface TallyWindows {
  readonly length: WindowLength;
  readonly cutter: WindowCutter;
  readonly windows: WindowCounts;
  /** In epoch milliseconds; Infinity and -Infinity where no event has a time. */
  readonly first: number;
  readonly last: number;
}
