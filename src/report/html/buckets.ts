/**
 * The bars of the charts over time. Each is a window; where there are too many windows to draw, they are added up by
 * calendar units of the report zone (a year in hourly windows becomes 365 days). Windows without events are included.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../model/calendar.js';
import { SEVERITIES, type Severity } from '../../model/code.js';
import type { Summary, WindowSummary } from '../../model/summary.js';
import { wallOf } from '../../time/rfc3339.js';
import { nominalMs } from '../../time/window-length.js';
import type { ReportClock } from '../clock.js';
import { startsWithin, timeline } from '../timeline.js';

/** With 400 bars each is about three pixels wide on a desktop screen, and one on a phone. */
const MAX_BARS = 400;

export interface Bar {
  /** Wall-clock time in the report zone, as the milliseconds of the same clock reading in UTC. */
  readonly start: number;
  readonly end: number;
  /** `Tue 3 Nov, 14:00 to 15:00`. */
  readonly label: string;
  events: number;
  errors: number;
  readonly severities: Record<Severity, number>;
}

export interface Buckets {
  readonly bars: readonly Bar[];
  /** Number of the bar of each window, in the order of `summary.windows`. */
  readonly barOf: readonly number[];
  /** What a bar stands for: `15m`, `day`. */
  readonly unit: string;
  /** Whether a bar may hold several windows. */
  readonly addedUp: boolean;
  /** Whether every window, and every span of the `least` length, lies whole in a bar. */
  readonly cutsEvenly: boolean;
}

/** @param least bars are made up of whole windows of this length too, in milliseconds, where there are bars so long */
export function bucketsOf(summary: Summary, clock: ReportClock, least = 0): Buckets {
  const { length, n, unit } = timeline(summary);
  const isFine = length <= MAX_BARS && least <= nominalMs({ n, unit });
  return isFine ? oneEach(summary, clock) : addedUp(summary, clock, least);
}

function oneEach(summary: Summary, clock: ReportClock): Buckets {
  const time = timeline(summary);
  const bars: Bar[] = [];
  const barOf: number[] = [];
  for (const entry of time.entries) {
    if (entry.kind === 'window') {
      barOf.push(bars.length);
      const { start, end } = entry.window;
      bars.push(bar(wallOf(start), wallOf(end), clock));
      add(bars.at(-1)!, entry.window);
      continue;
    }
    const [from, to] = [wallOf(entry.start), wallOf(entry.end)];
    const starts = startsWithin(entry, time)?.map((text) => Date.parse(`${text}Z`));
    for (let i = 0; i < entry.count; i++) {
      if (starts !== undefined) bars.push(bar(starts[i]!, starts[i + 1] ?? to, clock));
      // The clock changes within the gap: the windows are known to be empty, but not when each starts.
      else bars.push({ ...bar(from + ((to - from) / entry.count) * i, to, clock), label: clock.spanText(from, to) });
    }
  }
  return { bars, barOf, unit: summary.window, addedUp: false, cutsEvenly: true };
}

interface Unit {
  readonly name: string;
  /** Shortest length, in milliseconds. */
  readonly ms: number;
  /** Whether all are as long. */
  readonly isEven: boolean;
  /** Start of the unit that a wall value is in, and of the one after it. */
  start(wall: number): number;
  next(start: number): number;
}

const UNITS: readonly Unit[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => even(n === 1 ? 'minute' : `${n} minutes`, n * MINUTE_MS)),
  ...[1, 2, 3, 4, 6, 12].map((n) => even(n === 1 ? 'hour' : `${n} hours`, n * HOUR_MS)),
  even('day', DAY_MS),
  // From Monday; 1970-01-05 was one.
  even('week', 7 * DAY_MS, 4 * DAY_MS),
  months('month', 1),
  months('quarter', 3),
  ...[1, 10, 100, 1000].map((n) => months(n === 1 ? 'year' : `${n} years`, 12 * n)),
];

function even(name: string, ms: number, origin = 0): Unit {
  return {
    name,
    ms,
    isEven: true,
    start: (wall) => Math.floor((wall - origin) / ms) * ms + origin,
    next: (start) => start + ms,
  };
}

function months(name: string, n: number): Unit {
  const at = (month: number) => {
    // Date.UTC would take the years 0 to 99 for 1900 to 1999.
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), month - 12 * Math.floor(month / 12), 1);
    return date.getTime();
  };
  const monthOf = (wall: number) => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth();
  return {
    name,
    ms: n * 28 * DAY_MS,
    isEven: false,
    start: (wall) => at(Math.floor(monthOf(wall) / n) * n),
    next: (start) => at(monthOf(start) + n),
  };
}

function addedUp({ windows }: Summary, clock: ReportClock, least: number): Buckets {
  const first = wallOf(windows[0]!.start);
  const last = wallOf(windows.at(-1)!.start);
  const step = Math.max(wallOf(windows[0]!.end) - first, least);
  const unit =
    UNITS.find(
      // Windows must divide a unit evenly. Else units would differ in their number of windows, and the chart show false waves.
      ({ ms }) => ms >= step && (ms > 7 * DAY_MS || ms % step === 0) && (last - first) / ms < MAX_BARS - 1,
    ) ?? UNITS.at(-1)!;
  const bars: Bar[] = [];
  const barOf: number[] = [];
  for (let start = unit.start(first); start <= last; start = unit.next(start)) {
    bars.push(bar(start, unit.next(start), clock));
  }
  let at = 0;
  for (const window of windows) {
    const wall = wallOf(window.start);
    // Wall-clock times go back where the clock does.
    while (at > 0 && bars[at]!.start > wall) at--;
    while (bars[at]!.end <= wall) at++;
    add(bars[at]!, window);
    barOf.push(at);
  }
  return {
    bars,
    barOf,
    unit: unit.name,
    addedUp: true,
    cutsEvenly: step <= DAY_MS || (unit.isEven && unit.ms % step === 0),
  };
}

function bar(start: number, end: number, clock: ReportClock): Bar {
  const severities = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  return { start, end, label: clock.spanText(start, end), events: 0, errors: 0, severities };
}

function add(to: Bar, { events, errors, severities }: WindowSummary): void {
  to.events += events;
  to.errors += errors;
  for (const severity of SEVERITIES) to.severities[severity] += severities[severity];
}

/** Counts of each code over time, added up into at most `most` steps. */
export function codeSeries(summary: Summary, buckets: Buckets, most: number): Map<number, number[]> {
  return codeSteps(summary, buckets, Math.max(1, Math.ceil(buckets.bars.length / most)));
}

/** Counts of each code over time, by so many bars each. */
export function codeSteps({ windows }: Summary, { bars, barOf }: Buckets, each: number): Map<number, number[]> {
  const steps = Math.ceil(bars.length / each);
  const series = new Map<number, number[]>();
  windows.forEach(({ codes }, i) => {
    const step = Math.floor(barOf[i]! / each);
    for (const [code, count] of Object.entries(codes)) {
      let counts = series.get(Number(code));
      if (counts === undefined) {
        counts = new Array<number>(steps).fill(0);
        series.set(Number(code), counts);
      }
      counts[step]! += count;
    }
  });
  return series;
}
