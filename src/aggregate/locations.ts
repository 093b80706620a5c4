/** What the collectors of a run have kept, brought together: the same whoever read which piece. */
import { type EvidenceData, type EvidencePlan, firstOfEach, type Location, MOST_CELLS, passes } from './evidence.js';

/** What is known of a piece once all are read. */
export interface PieceFacts {
  /** Lines of its source before it. */
  readonly linesBefore: number;
  /** What its first lines inherit, in milliseconds since 1970-01-01T00:00:00Z; NaN: nothing. */
  readonly timeBefore: number;
}

/** Half open, in milliseconds since 1970-01-01T00:00:00Z; `untimed`: the events without a time. */
export type TimeSpan = { readonly start: number; readonly end: number } | 'untimed';

/** Lines are counted from the start of the source now. */
export class Locations {
  readonly #heads: ReadonlyMap<number, readonly Location[]>;
  readonly #cells: ReadonlyMap<number, readonly Location[]>;
  readonly #values: readonly (readonly Location[])[];

  constructor(
    heads: ReadonlyMap<number, readonly Location[]>,
    cells: ReadonlyMap<number, readonly Location[]>,
    values: readonly (readonly Location[])[],
  ) {
    this.#heads = heads;
    this.#cells = cells;
    this.#values = values;
  }

  /** The first places of a code in input order; with `spans`, at most one of each stretch of time in them. */
  of(code: number, spans: readonly TimeSpan[] | null = null): readonly Location[] {
    if (spans === null) return this.#heads.get(code) ?? [];
    return (this.#cells.get(code) ?? []).filter(({ time }) => spans.some((span) => within(time, span)));
  }

  /** The first places of one of the plan's values. */
  ofValue(n: number): readonly Location[] {
    return this.#values[n] ?? [];
  }
}

const WHOLE: PieceFacts = { linesBefore: 0, timeBefore: Number.NaN };

/** @param facts of each piece; without it, each piece is a whole source */
export function mergeEvidence(
  plan: EvidencePlan,
  parts: readonly EvidenceData[],
  facts: (piece: number) => PieceFacts = () => WHOLE,
): Locations {
  const settled = (places: readonly Location[], waiting: readonly Location[]): Location[] => {
    const timed = waiting.map((place) => ({ ...place, time: facts(place.piece).timeBefore }));
    return [...places, ...timed.filter(({ time }) => passes(time, plan))]
      .map((place) => ({ ...place, line: place.line + facts(place.piece).linesBefore }))
      .sort((a, b) => a.piece - b.piece || a.line - b.line);
  };
  const waiting = parts.flatMap((part) => part.waiting);
  const heads = settled(
    parts.flatMap((part) => part.heads),
    waiting,
  );
  const cells = settled(
    parts.flatMap((part) => part.cells),
    waiting,
  );
  const values = plan.values.map((_, n) => {
    const kept = parts.map((part) => part.values[n]!);
    const all = settled(
      kept.flatMap((one) => one.heads),
      kept.flatMap((one) => one.waiting),
    );
    return all.slice(0, plan.lines);
  });
  const firsts = new Map([...byCode(heads)].map(([code, places]) => [code, places.slice(0, plan.lines)]));
  const longest = parts.reduce((most, { stretch }) => Math.max(most, stretch), 0);
  return new Locations(firsts, plan.stretch === null ? new Map() : thinned(byCode(cells), longest), values);
}

function byCode(places: readonly Location[]): Map<number, Location[]> {
  const codes = new Map<number, Location[]>();
  for (const place of places) {
    const of = codes.get(place.code);
    if (of === undefined) codes.set(place.code, [place]);
    else of.push(place);
  }
  return codes;
}

/** The first of each stretch, made longer until they are few enough, as one collector would have done. */
function thinned(codes: ReadonlyMap<number, readonly Location[]>, stretch: number): Map<number, Location[]> {
  const cells = new Map([...codes].map(([code, places]) => [code, [...firstOfEach(places, stretch).values()]]));
  const size = [...cells.values()].reduce((sum, places) => sum + places.length, 0);
  return size > MOST_CELLS ? thinned(cells, stretch * 2) : cells;
}

function within(time: number, span: TimeSpan): boolean {
  return span === 'untimed' ? Number.isNaN(time) : time >= span.start && time < span.end;
}
