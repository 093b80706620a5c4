/**
 * Counts by window for the views of a live run. Older windows are folded into hours, and those are dropped in the end;
 * everything that was ever counted is in the run's own counts.
 */
import type { GroupName } from '../aggregate/group-names.js';
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch } from '../model/event.js';
import { CLOCK_SLACK_MS } from '../model/limits.js';
import type { WindowLength } from '../model/window.js';
import { WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { GroupsByIds } from './groups-by-ids.js';
import type { ClosedWindow } from './view.js';

export interface CodeSpan {
  count: number;
  first: number;
  last: number;
  inherited: number;
}

/** Events of one group; of all, where events are not grouped. */
export interface LiveGroup {
  readonly name: GroupName;
  readonly codes: Map<number, CodeSpan>;
}

export interface LiveWindow {
  readonly start: number;
  readonly end: number;
  /** By the text of their names. */
  readonly groups: Map<string, LiveGroup>;
  late: number;
  revision: number;
  isClosed: boolean;
  /** Late events have come since it was said last. */
  isChanged: boolean;
}

/** Windows of hours are kept for so many times the span of the windows. */
const HOURS_FOR = 7;
/** Groups of one window; the others are counted together, without a name. */
const MOST_GROUPS = 2000;
const HOUR: WindowLength = { n: 1, unit: 'h' };

export class LiveWindows {
  readonly #cutter: WindowCutter;
  readonly #hours: WindowCutter;
  readonly #keep: number;
  readonly #windows = new Map<number, LiveWindow>();
  readonly #folded = new Map<number, LiveWindow>();
  /** Closed windows end at or before it. */
  #watermark = Number.NEGATIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;
  /** Also of events that are ahead of the clock. */
  #newestOfAll = Number.NEGATIVE_INFINITY;
  late = 0;

  /** @param keep milliseconds for which windows are kept as they are */
  constructor(zone: Zone, length: WindowLength, keep: number) {
    this.#cutter = new WindowCutter(zone, length);
    this.#hours = new WindowCutter(zone, HOUR);
    this.#keep = keep;
  }

  /** Time of the newest event that is not ahead of the clock, or of all where each one is; -Infinity: there is none. */
  get newest(): number {
    return this.#newest === Number.NEGATIVE_INFINITY ? this.#newestOfAll : this.#newest;
  }

  /** @param now by the clock, in epoch milliseconds: a single wrong time in the future must not make all else old */
  add({ codes, times, inherited, groups, count }: EventBatch, now: number): void {
    const latest = now + CLOCK_SLACK_MS;
    // Consecutive events are mostly in one window, and of few groups: a name is made a text once for them.
    const known = new GroupsByIds<LiveGroup>(groups);
    let last: LiveWindow | null = null;
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      if (Number.isNaN(time)) continue;
      if (time > this.#newest && time <= latest) this.#newest = time;
      if (time > this.#newestOfAll) this.#newestOfAll = time;
      const window = this.#windowAt(time);
      if (window === null) continue;
      if (window.isClosed) {
        window.late += 1;
        window.isChanged = true;
        this.late += 1;
      }
      if (window !== last) known.clear();
      last = window;
      const group = known.of(i, (name) => groupOf(window, name));
      count1(group.codes, codes[i]! - FIRST_CODE, time, inherited[i]!);
    }
  }

  /** Null: it is older than what is kept, or as far in the future. */
  #windowAt(time: number): LiveWindow | null {
    const age = this.newest - time;
    if (age > this.#keep * HOURS_FOR || -age > this.#keep) return null;
    const isOld = age > this.#keep;
    const { start, end } = isOld ? this.#hours.at(time) : this.#cutter.at(time);
    const windows = isOld ? this.#folded : this.#windows;
    const known = windows.get(start);
    if (known !== undefined) return known;
    const isClosed = end <= this.#watermark;
    // What is late for a window that never was makes one: it closes at once.
    const window = { start, end, groups: new Map(), late: 0, revision: 0, isClosed, isChanged: isClosed };
    windows.set(start, window);
    return window;
  }

  /** Closes what ends by the watermark. @returns what closed or was changed since, by time */
  close(watermark: number): ClosedWindow[] {
    this.#watermark = Math.max(this.#watermark, watermark);
    const said: LiveWindow[] = [];
    for (const window of this.#windows.values()) {
      const closes = !window.isClosed && window.end <= this.#watermark;
      if (!closes && !window.isChanged) continue;
      window.isClosed = true;
      window.isChanged = false;
      window.revision += 1;
      said.push(window);
    }
    this.#fold();
    return said
      .sort((a, b) => a.start - b.start)
      .map(({ start, end, revision, late }) => ({ start, end, revision, late }));
  }

  #fold(): void {
    const newest = this.newest;
    for (const [start, window] of this.#windows) {
      // Until an event came that is not ahead of the clock, this one was not known to be.
      if (start > newest + this.#keep) this.#windows.delete(start);
      // What is open is not said yet.
      if (window.end > newest - this.#keep || !window.isClosed) continue;
      this.#windows.delete(start);
      const hour = this.#windowAt(start);
      if (hour !== null && hour !== window) addTo(hour, window);
    }
    for (const [start, { end }] of this.#folded) {
      if (start > newest + this.#keep || end <= newest - this.#keep * HOURS_FOR) this.#folded.delete(start);
    }
  }

  /** Windows that are still there and end after an instant, by time. */
  since(from: number): LiveWindow[] {
    const all = [...this.#folded.values(), ...this.#windows.values()].filter(({ end }) => end > from);
    return all.sort((a, b) => a.start - b.start);
  }

  /** Those that are kept as they are, by time. */
  kept(): LiveWindow[] {
    return [...this.#windows.values()].sort((a, b) => a.start - b.start);
  }

  get(start: number): LiveWindow | null {
    return this.#windows.get(start) ?? null;
  }

  /** As plain data, for a state file. */
  data(): LiveWindowsData {
    const dataOf = ({ groups, ...rest }: LiveWindow) => ({
      ...rest,
      groups: [...groups.values()].map(({ name, codes }) => ({ name, codes: [...codes] })),
    });
    const [windows, folded] = [this.#windows, this.#folded].map((all) => [...all.values()].map(dataOf));
    return {
      windows: windows!,
      folded: folded!,
      ...{ newest: finite(this.#newest), newestOfAll: finite(this.#newestOfAll) },
      watermark: finite(this.#watermark),
      late: this.late,
    };
  }

  restore({ windows, folded, newest, newestOfAll, watermark, late }: LiveWindowsData): void {
    this.#newest = newest ?? Number.NEGATIVE_INFINITY;
    this.#newestOfAll = newestOfAll ?? Number.NEGATIVE_INFINITY;
    this.#watermark = watermark ?? Number.NEGATIVE_INFINITY;
    this.late = late;
    for (const [from, to] of [
      [windows, this.#windows],
      [folded, this.#folded],
    ] as const) {
      for (const { groups, ...rest } of from) {
        const its = groups.map(({ name, codes }): [string, LiveGroup] => [
          JSON.stringify(name),
          { name, codes: new Map(codes) },
        ]);
        to.set(rest.start, { ...rest, groups: new Map(its) });
      }
    }
  }
}

interface WindowData extends Omit<LiveWindow, 'groups'> {
  readonly groups: readonly { readonly name: GroupName; readonly codes: readonly (readonly [number, CodeSpan])[] }[];
}

export interface LiveWindowsData {
  readonly windows: readonly WindowData[];
  readonly folded: readonly WindowData[];
  readonly newest: number | null;
  readonly newestOfAll: number | null;
  readonly watermark: number | null;
  readonly late: number;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function groupOf({ groups }: LiveWindow, name: GroupName): LiveGroup {
  const key = JSON.stringify(name);
  const known = groups.get(key);
  if (known !== undefined) return known;
  if (groups.size >= MOST_GROUPS && name.some((value) => value !== null))
    return groupOf(
      { groups } as LiveWindow,
      name.map(() => null),
    );
  const group = { name, codes: new Map() };
  groups.set(key, group);
  return group;
}

function count1(codes: Map<number, CodeSpan>, code: number, time: number, inherited: number): void {
  const span = codes.get(code);
  if (span === undefined) {
    codes.set(code, { count: 1, first: time, last: time, inherited });
    return;
  }
  span.count += 1;
  span.inherited += inherited;
  if (time < span.first) span.first = time;
  if (time > span.last) span.last = time;
}

function addTo(hour: LiveWindow, { groups, late }: LiveWindow): void {
  hour.late += late;
  for (const { name, codes } of groups.values()) {
    const its = groupOf(hour, name).codes;
    for (const [code, { count, first, last, inherited }] of codes) {
      const span = its.get(code);
      if (span === undefined) its.set(code, { count, first, last, inherited });
      else {
        span.count += count;
        span.inherited += inherited;
        span.first = Math.min(span.first, first);
        span.last = Math.max(span.last, last);
      }
    }
  }
}
