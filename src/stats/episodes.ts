/**
 * Episodes: runs of windows whose error rate stands out from the rest.
 *
 *     windows ──segments──▶ rates ──lowest ones──▶ the usual rate ──above it, by enough and beyond chance──▶ episodes
 *
 * The usual rate is that of the segments with the lowest rates, not of most windows: an outage may take most of a log.
 */
import { riseByChance } from './fisher.js';
import { dispersionOf, type RateSeries, rateSegments } from './rate-segments.js';

export interface Counts {
  readonly events: number;
  readonly errors: number;
}

/** Numbers of windows: from the first one up to the one after the last. */
interface Segment extends Counts {
  readonly from: number;
  readonly to: number;
}

export interface Episode extends Segment {
  /** The windows that have the usual rate. */
  readonly usual: Counts;
  /** The probability of such an episode anywhere in a series whose rate never changes, at most. */
  readonly p: number;
}

/** A rate stands out where it is twice the usual one and a hundredth of all events more, or a tenth of all events more. */
const LEAST_RATIO = 2;
const LEAST_MORE = 0.01;
const MUCH_MORE = 0.1;
const LEAST_ERRORS = 5;
/** At this probability or less. Tests for all places of a beginning and an end count. */
const LEVEL = 0.01;
/** The lowest segments are the usual rate when together they have this share of the events, or so many windows. */
const USUAL_SHARE = 0.05;
const USUAL_WINDOWS = 3;

/** The episodes, in order of time. */
export function episodesOf(series: RateSeries): Episode[] {
  const dispersion = dispersionOf(series);
  const segments = segmentsOf(series, dispersion);
  if (segments.length < 2) return [];
  const usual = usualOf(segments);
  const places = (series.events.length * (series.events.length + 1)) / 2;
  const scaled = (n: number) => Math.round(n / dispersion);
  const episodes: Episode[] = [];
  for (const run of runsOf(segments.filter((segment) => standsOut(segment, usual)))) {
    if (run.errors < LEAST_ERRORS) continue;
    const [k, n] = [scaled(run.errors), Math.max(1, scaled(run.events))];
    const chance = riseByChance(
      Math.min(k, n),
      n,
      Math.min(scaled(usual.errors), scaled(usual.events)),
      scaled(usual.events),
    );
    const p = Math.min(1, chance * places);
    if (p <= LEVEL) episodes.push({ ...run, usual, p });
  }
  return episodes;
}

function segmentsOf({ events, errors }: RateSeries, dispersion: number): Segment[] {
  const starts = rateSegments({ events, errors }, dispersion);
  return starts.map((from, i) => {
    const to = starts[i + 1] ?? events.length;
    const segment = { from, to, events: 0, errors: 0 };
    for (let at = from; at < to; at++) {
      segment.events += events[at]!;
      segment.errors += errors[at]!;
    }
    return segment;
  });
}

function usualOf(segments: readonly Segment[]): Counts {
  const all = segments.reduce((sum, { events }) => sum + events, 0);
  const rising = segments.filter(({ events }) => events > 0).sort((a, b) => rateOf(a) - rateOf(b));
  const usual = { events: 0, errors: 0 };
  let windows = 0;
  for (const segment of rising) {
    const isEnough = usual.events >= all * USUAL_SHARE || windows >= USUAL_WINDOWS;
    if (isEnough && standsOut(segment, usual)) break;
    usual.events += segment.events;
    usual.errors += segment.errors;
    windows += segment.to - segment.from;
  }
  return usual;
}

/** Whether a rate differs from the usual one by so much that a person should look. */
export function standsOut(counts: Counts, usual: Counts): boolean {
  const more = rateOf(counts) - rateOf(usual);
  return more >= MUCH_MORE || (more >= LEAST_MORE && rateOf(counts) >= LEAST_RATIO * rateOf(usual));
}

function rateOf({ events, errors }: Counts): number {
  return events === 0 ? 0 : errors / events;
}

/** Segments that follow each other make one run: a rate that rises in steps is one episode. */
function runsOf(segments: readonly Segment[]): Segment[] {
  const runs: Segment[] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last?.to !== segment.from) runs.push(segment);
    else {
      runs[runs.length - 1] = {
        from: last.from,
        to: segment.to,
        events: last.events + segment.events,
        errors: last.errors + segment.errors,
      };
    }
  }
  return runs;
}
