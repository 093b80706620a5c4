/** Merges the evidence of all threads. The result does not depend on which thread read which piece. */
import { EventFilter } from '../model/filter.js';
import { type EvidenceData, type EvidencePlan, firstOfEach, type Location, MAX_INTERVALS } from './evidence-data.js';

/** What is known of a piece when all pieces are read. */
export interface PieceFacts {
  /** Lines of its source before it. */
  readonly linesBefore: number;
  /** What its first lines inherit, in milliseconds since 1970-01-01T00:00:00Z; NaN: nothing. */
  readonly timeBefore: number;
}

/** From `start` to before `end`, in milliseconds since 1970-01-01T00:00:00Z; `untimed`: the events without a time. */
export type TimeSpan = { readonly start: number; readonly end: number } | 'untimed';

/** The merged locations. Their lines are counted from the start of the source. */
export class Locations {
  readonly #firsts: ReadonlyMap<number, readonly Location[]>;
  readonly #byInterval: ReadonlyMap<number, readonly Location[]>;
  readonly #values: readonly (readonly Location[])[];

  constructor(
    firsts: ReadonlyMap<number, readonly Location[]>,
    byInterval: ReadonlyMap<number, readonly Location[]>,
    values: readonly (readonly Location[])[],
  ) {
    this.#firsts = firsts;
    this.#byInterval = byInterval;
    this.#values = values;
  }

  /** The first locations of a code in input order; with `spans`, at most one of each interval in them. */
  of(code: number, spans: readonly TimeSpan[] | null = null): readonly Location[] {
    if (spans === null) return this.#firsts.get(code) ?? [];
    return (this.#byInterval.get(code) ?? []).filter(({ time }) => spans.some((span) => within(time, span)));
  }

  /** The first locations of one of the plan's values. */
  ofValue(n: number): readonly Location[] {
    return this.#values[n] ?? [];
  }
}

const WHOLE: PieceFacts = { linesBefore: 0, timeBefore: Number.NaN };

/** @param facts of each piece; without it each piece is a whole source */
export function mergeEvidence(
  plan: EvidencePlan,
  parts: readonly EvidenceData[],
  facts: (piece: number) => PieceFacts = () => WHOLE,
): Locations {
  const filter = new EventFilter({ since: plan.since, until: plan.until, selected: null });
  const joined = (dated: readonly Location[], undated: readonly Location[]): Location[] => {
    const inherited = undated.map((location) => ({ ...location, time: facts(location.piece).timeBefore }));
    return [...dated, ...inherited.filter(({ time }) => filter.hasTime(time))]
      .map((location) => ({ ...location, line: location.line + facts(location.piece).linesBefore }))
      .sort((a, b) => a.piece - b.piece || a.line - b.line);
  };
  const undated = parts.flatMap((part) => part.undated);
  const firsts = joined(
    parts.flatMap((part) => part.firsts),
    undated,
  );
  const byInterval = joined(
    parts.flatMap((part) => part.byInterval),
    undated,
  );
  const values = plan.values.map((_, n) => {
    const kept = parts.map((part) => part.values[n]!);
    const all = joined(
      kept.flatMap((one) => one.firsts),
      kept.flatMap((one) => one.undated),
    );
    return all.slice(0, plan.valueLines);
  });
  const ofCodes = new Map(
    [...locationsByCode(firsts)].map(([code, locations]) => [code, locations.slice(0, plan.lines)]),
  );
  const longest = parts.reduce((most, { interval }) => Math.max(most, interval), 0);
  return new Locations(
    ofCodes,
    plan.interval === null ? new Map() : firstOfIntervals(locationsByCode(byInterval), longest),
    values,
  );
}

function locationsByCode(locations: readonly Location[]): Map<number, Location[]> {
  const codes = new Map<number, Location[]>();
  for (const location of locations) {
    const of = codes.get(location.code);
    if (of === undefined) codes.set(location.code, [location]);
    else of.push(location);
  }
  return codes;
}

/** The first of each interval. Intervals are lengthened until there are few enough, as one thread would have done. */
function firstOfIntervals(
  codes: ReadonlyMap<number, readonly Location[]>,
  interval: number,
): ReadonlyMap<number, readonly Location[]> {
  const firsts = new Map(
    [...codes].map(([code, locations]) => [code, [...firstOfEach(locations, interval).values()]] as const),
  );
  const size = [...firsts.values()].reduce((sum, locations) => sum + locations.length, 0);
  return size > MAX_INTERVALS ? firstOfIntervals(firsts, interval * 2) : firsts;
}

function within(time: number, span: TimeSpan): boolean {
  return span === 'untimed' ? Number.isNaN(time) : time >= span.start && time < span.end;
}
