/** Where events stand: kept while batches pass, by one collector or by several. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Evidence, type EvidencePlan } from '../../src/aggregate/evidence.js';
import { MAX_INTERVALS } from '../../src/aggregate/evidence-data.js';
import { mergeEvidence } from '../../src/aggregate/locations.js';
import { CODE_COUNT, FIRST_CODE } from '../../src/model/code.js';
import type { EventBatch } from '../../src/model/event.js';

const CODES = [107000, 109002, 109004];
const MINUTE = 60_000;

interface Event {
  readonly code: number;
  /** NaN: none of its own. */
  readonly time: number;
  readonly value?: string | null;
}

function plan(more: Partial<EvidencePlan> = {}): EvidencePlan {
  const wanted = new Uint8Array(CODE_COUNT);
  for (const code of [109002, 109004]) wanted[code - FIRST_CODE] = 1;
  return { wanted, lines: 2, valueLines: 2, interval: null, since: null, until: null, values: [], ...more };
}

/** One event a line of 10 bytes, from line `line` on. */
function batch(source: string, events: readonly Event[], line = 1): EventBatch {
  return {
    source,
    count: events.length,
    codes: Int32Array.from(events, ({ code }) => code),
    times: Float64Array.from(events, ({ time }) => time),
    inherited: new Uint8Array(events.length),
    lines: Float64Array.from(events, (_, i) => line + i),
    offsets: Float64Array.from(events, (_, i) => (line + i - 1) * 10),
    groups: [{ ids: Int32Array.from(events, (_, i) => i), values: events.map(({ value = null }) => value) }],
  };
}

const at = (minute: number, code = 109004): Event => ({ code, time: minute * MINUTE });
const linesOf = (places: readonly { source: string; line: number }[]) =>
  places.map(({ source, line }) => `${source}:${line}`);

describe('one collector', () => {
  test('keeps the first lines of each wanted code, over all sources', () => {
    const evidence = new Evidence(plan());
    evidence.add(batch('a', [at(0, 107000), at(1), at(2, 109002)]));
    evidence.add(batch('a', [at(3), at(4)], 4));
    evidence.add(batch('b', [at(0), at(0, 109002), at(1, 109002)]));
    const places = mergeEvidence(plan(), [evidence.data()]);
    expect(linesOf(places.of(109004))).toEqual(['a:2', 'a:4']);
    expect(linesOf(places.of(109002))).toEqual(['a:3', 'b:2']);
    expect(places.of(107000)).toEqual([]);
    expect(places.of(109004)[0]).toMatchObject({ offset: 10, time: MINUTE, code: 109004 });
  });

  test('keeps the first of each interval of time', () => {
    const kept = plan({ interval: MINUTE });
    const evidence = new Evidence(kept);
    evidence.add(batch('a', [at(0), at(0.5), at(1), at(5), at(5.1), { code: 109004, time: Number.NaN }, at(0.2)]));
    const places = mergeEvidence(kept, [evidence.data()]);
    expect(linesOf(places.of(109004, [{ start: 0, end: 2 * MINUTE }]))).toEqual(['a:1', 'a:3']);
    expect(linesOf(places.of(109004, [{ start: 5 * MINUTE, end: 6 * MINUTE }, 'untimed']))).toEqual(['a:4', 'a:6']);
    expect(places.of(109004, [{ start: 2 * MINUTE, end: 5 * MINUTE }])).toEqual([]);
  });

  test('leaves out what the scan does not count', () => {
    const kept = plan({ since: MINUTE, until: 3 * MINUTE });
    const evidence = new Evidence(kept);
    evidence.add(batch('a', [at(0), { code: 109004, time: Number.NaN }, at(1), at(2), at(3)]));
    expect(linesOf(mergeEvidence(kept, [evidence.data()]).of(109004))).toEqual(['a:3', 'a:4']);
  });

  test('keeps lines with a value', () => {
    const all = new Uint8Array(CODE_COUNT).fill(1);
    const kept = plan({ values: [{ group: 0, value: 'acme', wanted: all }] });
    const evidence = new Evidence(kept);
    evidence.add(
      batch('a', [
        { ...at(0), value: 'x' },
        { ...at(1, 107000), value: 'acme' },
        at(2),
        { ...at(3), value: 'acme' },
        { ...at(4), value: 'acme' },
      ]),
    );
    expect(linesOf(mergeEvidence(kept, [evidence.data()]).ofValue(0))).toEqual(['a:2', 'a:4']);
  });

  test('is bounded: intervals grow when there are too many, and each still has its first', () => {
    const kept = plan({ interval: MINUTE });
    const evidence = new Evidence(kept);
    const count = 3 * MAX_INTERVALS;
    const events = Array.from({ length: count }, (_, i) => at(i));
    for (let i = 0; i < count; i += 1000) evidence.add(batch('a', events.slice(i, i + 1000), i + 1));
    const { byInterval, interval } = evidence.data();
    expect(interval).toBe(4 * MINUTE);
    expect(byInterval.length).toBe(count / 4);
    expect(byInterval.every(({ line }) => line % 4 === 1)).toBe(true);
  });
});

describe('several collectors', () => {
  /** A time, or NaN to inherit the one before. */
  const event = fc.record({
    code: fc.constantFrom(...CODES),
    time: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 30 * MINUTE })),
    value: fc.constantFrom('acme', 'x', null),
  });

  test('keep together what one would have kept, wherever a source is cut', () => {
    const sources = fc.array(fc.array(event, { maxLength: 40 }), { minLength: 1, maxLength: 3 });
    const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 });
    const ranges = fc.constantFrom({}, { since: 5 * MINUTE }, { since: 5 * MINUTE, until: 20 * MINUTE });
    fc.assert(
      fc.property(sources, cuts, ranges, fc.constantFrom(null, MINUTE), (input, cutsOfEach, range, interval) => {
        const all = new Uint8Array(CODE_COUNT).fill(1);
        const kept = plan({ ...range, interval, values: [{ group: 0, value: 'acme', wanted: all }] });

        const one = new Evidence(kept);
        for (const [n, events] of input.entries()) one.add(batch(`s${n}`, inheriting(events)));

        const parts = [new Evidence(kept), new Evidence(kept)];
        const facts: { linesBefore: number; timeBefore: number }[] = [];
        for (const [n, events] of input.entries()) {
          const edges = [0, ...cutsOfEach.filter((cut) => cut < events.length).sort((a, b) => a - b), events.length];
          for (let i = 1; i < edges.length; i++) {
            const [from, to] = [edges[i - 1]!, edges[i]!];
            const piece = facts.length;
            const timeBefore = inheriting(events.slice(0, from)).at(-1)?.time ?? Number.NaN;
            facts.push({ linesBefore: from, timeBefore });
            const part = parts[piece % 2]!;
            part.begin(piece, from > 0);
            part.add(batch(`s${n}`, inheriting(events.slice(from, to))));
          }
        }

        const expected = mergeEvidence(kept, [one.data()]);
        const found = mergeEvidence(
          kept,
          parts.map((part) => part.data()),
          (piece) => facts[piece]!,
        );
        const spans = [{ start: 0, end: 7 * MINUTE }, { start: 9 * MINUTE, end: 31 * MINUTE }, 'untimed'] as const;
        for (const code of CODES) {
          expect(found.of(code).map(told)).toEqual(expected.of(code).map(told));
          expect(found.of(code, spans).map(told)).toEqual(expected.of(code, spans).map(told));
        }
        expect(found.ofValue(0).map(told)).toEqual(expected.ofValue(0).map(told));
      }),
      { numRuns: 500 },
    );
  });
});

function inheriting(events: readonly Event[]): Event[] {
  let last = Number.NaN;
  return events.map((each) => {
    if (!Number.isNaN(each.time)) last = each.time;
    return { ...each, time: last };
  });
}

/** The pieces may differ. */
function told({ source, line, time, code }: { source: string; line: number; time: number; code: number }) {
  return { source, line, time, code };
}
