/** Windows without events where there should be some. */
import { DAY_MS } from '../../model/calendar.js';
import { thousands } from '../../text/numbers.js';
import { endOf, type FindingsView, type Found, NONE_IN_ALL } from './view.js';

const LEAST_EXPECTED = 20;
/** What is to be expected follows from so many windows on each side. */
const SIDE = 3;

/** A pause is not told where so many others are at least half as long: these, and this share of all steps between windows. */
const USUAL = { least: 5, share: 0.1 };

export function gaps(view: FindingsView): Found[] {
  const pauses = pausesOf(view);
  const lengths = Float64Array.from(pauses, ({ from, to }) => to - from).sort();
  const most = Math.max(USUAL.least, USUAL.share * (view.windows.starts.length - 1));
  // Of logs that are written in batches, all pauses are alike.
  const isUsual = (length: number) => lengths.length - firstFrom(lengths, length / 2) - 1 >= most;
  return pauses
    .filter(({ from, to }) => !isUsual(to - from))
    .map(({ from, to, events }) => ({
      kind: 'gap',
      from,
      to,
      events: 0,
      errors: 0,
      rate: null,
      rateBefore: null,
      codes: [],
      groups: [],
      pValue: null,
      what: `no events, where some ${thousands(Math.round(events))} were to be expected`,
      inAll: NONE_IN_ALL,
    }));
}

interface Pause {
  readonly from: number;
  readonly to: number;
  /** How many events were to be expected. */
  readonly events: number;
}

/** Spans without events where there should be many, judging by what is around them. */
function pausesOf(view: FindingsView): Pause[] {
  const { starts } = view.windows;
  const found: Pause[] = [];
  for (let window = 1; window < starts.length; window++) {
    const [from, to] = [endOf(view, window - 1), starts[window]!];
    if (to <= from) continue;
    const events = expected(view, window, from, to);
    if (events >= LEAST_EXPECTED) found.push({ from, to, events });
  }
  return found;
}

/** How many events a span without any should have, between window `after - 1` and window `after`. */
function expected(view: FindingsView, after: number, from: number, to: number): number {
  const length = to - from;
  const step = endOf(view, after) - view.windows.starts[after]!;
  const before = Array.from({ length: SIDE }, (_, i) => eventsIn(view, from - (i + 1) * step, from - i * step));
  const behind = Array.from({ length: SIDE }, (_, i) => eventsIn(view, to + i * step, to + (i + 1) * step));
  const here = (Math.min(usual(before), usual(behind)) * length) / step;
  // A pause that comes every day, or every weekend, is none: the same hours before and after, where the log has them.
  const otherDays = [-7 * DAY_MS, -DAY_MS, DAY_MS, 7 * DAY_MS].flatMap((shift) => {
    const isInLog =
      from + shift >= view.windows.starts[0]! && to + shift <= endOf(view, view.windows.starts.length - 1);
    return isInLog ? [eventsIn(view, from + shift, to + shift)] : [];
  });
  return Math.min(here, ...otherDays);
}

/**
 * Of the windows on one side, the nearest first: their mean, but no more than the larger of the two nearest, as activity
 * fades before a night. The nearest alone may have been cut by what made the gap.
 */
function usual(side: readonly number[]): number {
  const mean = side.reduce((sum, n) => sum + n, 0) / side.length;
  return Math.min(mean, Math.max(side[0]!, side[1]!));
}

/** Events of the windows that start in this span. */
function eventsIn({ windows: { starts }, events }: FindingsView, from: number, to: number): number {
  let sum = 0;
  for (let at = firstFrom(starts, from); at < starts.length && starts[at]! < to; at++) sum += events[at]!;
  return sum;
}

/** The index of the first number that is not below a limit. */
function firstFrom(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
