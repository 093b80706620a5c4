/** Long summaries for the tests of charts: a platform's weeks, always the same ones. Their books balance. */
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { type Category, type Fault, isError, SEVERITIES, type Severity } from '../../src/model/code.js';
import { type GroupSummary, SUMMARY_SCHEMA, type Summary, type WindowSummary } from '../../src/model/summary.js';
import { formatInstant, formatInZone } from '../../src/time/instants.js';
import { parseWindow } from '../../src/time/window-length.js';
import { WindowCutter } from '../../src/time/windows.js';
import { zoneOf } from '../../src/time/zone.js';
import { PRODUCER, plainOptions } from './plain-run.js';

export interface Weeks {
  readonly from: string;
  readonly days: number;
  readonly window: string;
  readonly timeZone?: string;
  /** Events in a busy hour. */
  readonly busy?: number;
  readonly seed?: number;
  /** More errors, by so many times. */
  readonly trouble?: number;
  /** Codes that are never seen. */
  readonly without?: readonly number[];
  /** Unknown codes, made up one after the other. */
  readonly unknown?: number;
  readonly names?: Readonly<Record<number, string>>;
}

const HOUR = 3_600_000;
const USUAL: readonly (readonly [code: number, weight: number])[] = [
  [107100, 440],
  [107000, 380],
  [106000, 70],
  [107012, 24],
  [107014, 20],
  [107009, 18],
  [107002, 16],
  [107010, 12],
  [108005, 10],
  [107001, 8],
  [108001, 6],
  [107015, 5],
  [107017, 4],
  [108042, 3],
  [109002, 3],
  [107003, 2],
  [109010, 1],
];
const OUTAGE: readonly (readonly [code: number, weight: number])[] = [
  [109004, 9],
  [109003, 4],
  [109002, 4],
  [109011, 2],
  [109000, 1],
];

/** A small generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function weeks(story: Weeks): Summary {
  const { busy = 60, seed = 7, trouble = 1, without = [], unknown = 1, names = {} } = story;
  const zone = zoneOf(story.timeZone ?? 'UTC');
  const length = parseWindow(story.window);
  if (length === 'auto') throw new RangeError('a fixed window');
  const cutter = new WindowCutter(zone, length);
  const random = randomOf(seed);
  const from = Date.parse(story.from);
  const counts = new Map<number, Map<number, number>>();
  const seen = new Map<number, { count: number; first: number; last: number }>();
  const count = (time: number, code: number, n: number) => {
    if (n <= 0 || without.includes(code)) return;
    const { start } = cutter.at(time);
    const window = counts.get(start) ?? new Map<number, number>();
    counts.set(start, window);
    window.set(code, (window.get(code) ?? 0) + n);
    const known = seen.get(code) ?? { count: 0, first: time, last: time };
    seen.set(code, { count: known.count + n, first: Math.min(known.first, time), last: Math.max(known.last, time) });
  };
  for (let hour = 0; hour < story.days * 24; hour++) {
    const time = from + hour * HOUR + Math.floor(random() * HOUR);
    const local = new Date(time + zone.offsetAt(time));
    const clock = local.getUTCHours();
    const weekend = local.getUTCDay() % 6 === 0;
    const load = clock < 6 || clock > 21 ? 0 : Math.sin(((clock - 5) / 17) * Math.PI) * (weekend ? 0.25 : 1);
    const events = Math.round(busy * load * (0.7 + 0.6 * random()));
    for (const [code, weight] of USUAL) {
      const share = (isError(BUILT_IN.get(code).severity) ? trouble : 1) * weight;
      count(time, code, Math.round((events * share) / 1000 + random() - 0.5));
    }
    // Some bad hours: Tuesday afternoons, when a batch job runs.
    const bad = local.getUTCDay() === 2 && clock >= 14 && clock < 16;
    if (bad) for (const [code, weight] of OUTAGE) count(time, code, Math.round((trouble * busy * weight) / 80));
  }
  for (let i = 0; i < unknown; i++) count(from + 10 * HOUR + i, 109100 + i, 1 + (i % 3));
  return summaryOf(counts, seen, { ...story, names, zone: zone.name, cutter, untimed: new Map([[107000, 9]]) });
}

function summaryOf(
  counts: Map<number, Map<number, number>>,
  seen: Map<number, { count: number; first: number; last: number }>,
  of: {
    readonly window: string;
    readonly zone: string;
    readonly cutter: WindowCutter;
    readonly untimed: Map<number, number>;
    readonly names: Readonly<Record<number, string>>;
  },
): Summary {
  const zone = zoneOf(of.zone);
  const windows = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([start, codes]): WindowSummary => {
      const { events, errors, errorRate, severities, categories } = shape(codes);
      const byCode = Object.fromEntries([...codes].sort(([a], [b]) => a - b));
      const end = formatInZone(of.cutter.at(start).end, zone);
      return {
        start: formatInZone(start, zone),
        end,
        events,
        errors,
        errorRate,
        severities,
        categories,
        codes: byCode,
      };
    });
  const all = new Map([...seen].map(([code, { count }]) => [code, count]));
  let untimed = 0;
  for (const [code, n] of of.untimed) {
    all.set(code, (all.get(code) ?? 0) + n);
    untimed += n;
  }
  const { events, errors, errorRate, severities, categories, faults } = shape(all);
  const times = [...seen.values()];
  const lines = events * 4 + 1234;
  return {
    schema: SUMMARY_SCHEMA,
    producer: PRODUCER,
    timeZone: of.zone,
    window: of.window,
    options: plainOptions(),
    input: { sources: 1, bytes: lines * 143, lines, matchedLines: events - 3 },
    totals: {
      events,
      errors,
      errorRate,
      unknown: [...all].reduce((sum, [code, n]) => sum + (BUILT_IN.has(code) ? 0 : n), 0),
      untimed,
      inherited: Math.round(events / 50),
      filtered: 17,
      first: formatInstant(times.reduce((a, { first }) => Math.min(a, first), Number.POSITIVE_INFINITY)),
      last: formatInstant(times.reduce((a, { last }) => Math.max(a, last), Number.NEGATIVE_INFINITY)),
    },
    findings: [],
    severities,
    categories,
    faults,
    codes: [...all]
      .map(([number, count]) => {
        const { code, name, category, severity, fault, retry } = BUILT_IN.get(number);
        const at = seen.get(number);
        const [first, last] = at === undefined ? [null, null] : [formatInstant(at.first), formatInstant(at.last)];
        return { code, name: of.names[code] ?? name, category, severity, fault, retry, count, first, last };
      })
      .sort((a, b) => b.count - a.count || a.code - b.code),
    windows,
    sources: [{ name: 'logs/callback.log', bytes: lines * 143, lines, events, error: null }],
  };
}

/** The events of a summary dealt out to groups, the rest of them to `other`. */
export function withGroups(summary: Summary, by: string[], values: string[][], other = 0): Summary {
  const parts = values.length + (other > 0 ? 1 : 0);
  const dealt = Array.from({ length: parts }, () => new Map<number, number>());
  for (const { code, count } of summary.codes) {
    let left = count;
    dealt.forEach((codes, i) => {
      const n = i === parts - 1 ? left : Math.min(left, Math.ceil(left * 0.45));
      if (n > 0) codes.set(code, n);
      left -= n;
    });
  }
  const rows = dealt.map((codes): Omit<GroupSummary, 'values'> => {
    const { events, errors, errorRate, severities } = shape(codes);
    return { events, errors, errorRate, severities, codes: Object.fromEntries([...codes].sort(([a], [b]) => a - b)) };
  });
  return {
    ...summary,
    groups: {
      by,
      rows: values.map((value, i) => ({ values: value, ...rows[i]! })),
      other: other > 0 ? { groups: other, ...rows.at(-1)! } : null,
      sampled: false,
    },
  };
}

function shape(codes: ReadonlyMap<number, number>) {
  const severities = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  const categories = new Map<Category, number>();
  const faults = new Map<Fault, number>();
  let events = 0;
  for (const [code, n] of codes) {
    const { severity, category, fault } = BUILT_IN.get(code);
    events += n;
    severities[severity] += n;
    categories.set(category, (categories.get(category) ?? 0) + n);
    faults.set(fault, (faults.get(fault) ?? 0) + n);
  }
  const errors = severities.error + severities.critical;
  const sorted = <K extends string>(map: Map<K, number>) =>
    Object.fromEntries([...map].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))) as Partial<Record<K, number>>;
  return {
    events,
    errors,
    errorRate: events === 0 ? null : errors / events,
    severities,
    categories: sorted(categories),
    faults: sorted(faults),
  };
}
