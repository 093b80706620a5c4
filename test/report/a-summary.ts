/** Summaries for the tests of the renderers, added up from events so that their books balance. */
import { BUILT_IN } from '../../src/catalogue/catalogue.js';
import { isError, SEVERITIES, type Severity } from '../../src/model/code.js';
import { type SourceSummary, SUMMARY_SCHEMA, type Summary, type WindowSummary } from '../../src/model/summary.js';
import { PRODUCER, plainOptions } from './plain-run.js';

export interface Seen {
  /** Milliseconds since 1970, or null for untimed. */
  readonly at: number | null;
  readonly code: number;
  readonly times?: number;
}

export interface SummarySetting {
  readonly window?: string;
  readonly windowMs?: number;
  readonly timeZone?: string;
  /** Of the windows. */
  readonly offset?: string;
  readonly filtered?: number;
  readonly inherited?: number;
  readonly lines?: number;
  readonly bytes?: number;
  readonly sources?: readonly SourceSummary[];
  readonly names?: Readonly<Record<number, string>>;
}

const HOUR = 3_600_000;

export function aSummary(seen: readonly Seen[], setting: SummarySetting = {}): Summary {
  const { window = '1h', windowMs = HOUR, timeZone = 'UTC', offset = '+00:00', names = {} } = setting;
  const events = seen.reduce((sum, { times = 1 }) => sum + times, 0);
  const lines = setting.lines ?? events * 3;
  const bytes = setting.bytes ?? lines * 100;
  const sources = setting.sources ?? [{ name: '-', bytes, lines, events, error: null }];
  const errors = seen.reduce((sum, { code, times = 1 }) => sum + (isError(severityOf(code)) ? times : 0), 0);
  const instants = seen.flatMap(({ at }) => (at === null ? [] : [at])).sort((a, b) => a - b);
  const utc = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
  const counts = new Map<number, Seen[]>();
  for (const each of seen) counts.set(each.code, [...(counts.get(each.code) ?? []), each]);
  const total = (of: readonly Seen[]) => of.reduce((sum, { times = 1 }) => sum + times, 0);
  return {
    schema: SUMMARY_SCHEMA,
    producer: PRODUCER,
    timeZone,
    window,
    options: plainOptions(),
    input: { sources: sources.length, bytes, lines, matchedLines: events },
    totals: {
      events,
      errors,
      errorRate: events === 0 ? null : errors / events,
      unknown: total(seen.filter(({ code }) => !BUILT_IN.has(code))),
      untimed: total(seen.filter(({ at }) => at === null)),
      inherited: setting.inherited ?? 0,
      filtered: setting.filtered ?? 0,
      first: utc(instants[0]),
      last: utc(instants.at(-1)),
    },
    findings: [],
    severities: severitiesOf(seen),
    categories: tally(seen, ({ code }) => BUILT_IN.get(code).category),
    faults: tally(seen, ({ code }) => BUILT_IN.get(code).fault),
    codes: [...counts]
      .map(([code, of]) => {
        const { category, severity, fault, retry, name } = BUILT_IN.get(code);
        const at = of.flatMap((each) => (each.at === null ? [] : [each.at])).sort((a, b) => a - b);
        const [first, last] = [utc(at[0]), utc(at.at(-1))];
        return { code, name: names[code] ?? name, category, severity, fault, retry, count: total(of), first, last };
      })
      .sort((a, b) => b.count - a.count || a.code - b.code),
    windows: windowsOf(seen, windowMs, offset),
    sources: [...sources],
  };
}

function windowsOf(seen: readonly Seen[], length: number, offset: string): WindowSummary[] {
  const shift = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * 60_000 * (offset[0] === '-' ? -1 : 1);
  const local = (ms: number) => new Date(ms + shift).toISOString().slice(0, -1) + offset;
  const groups = new Map<number, Seen[]>();
  for (const each of seen) {
    if (each.at === null) continue;
    const start = Math.floor((each.at + shift) / length) * length - shift;
    groups.set(start, [...(groups.get(start) ?? []), each]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([start, of]) => {
      const events = of.reduce((sum, { times = 1 }) => sum + times, 0);
      const severities = severitiesOf(of);
      const errors = severities.error + severities.critical;
      return {
        start: local(start),
        end: local(start + length),
        events,
        errors,
        errorRate: errors / events,
        severities,
        categories: tally(of, ({ code }) => BUILT_IN.get(code).category),
        codes: Object.fromEntries(
          [...new Set(of.map(({ code }) => code))].sort().map((code) => [String(code), countOf(of, code)]),
        ),
      };
    });
}

function countOf(seen: readonly Seen[], code: number): number {
  return seen.reduce((sum, each) => sum + (each.code === code ? (each.times ?? 1) : 0), 0);
}

function severityOf(code: number): Severity {
  return BUILT_IN.get(code).severity;
}

function severitiesOf(seen: readonly Seen[]): Record<Severity, number> {
  const all = tally(seen, ({ code }) => severityOf(code));
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, all[severity] ?? 0])) as Record<Severity, number>;
}

function tally<K extends string>(seen: readonly Seen[], key: (of: Seen) => K): Partial<Record<K, number>> {
  const counts = new Map<K, number>();
  for (const each of seen) counts.set(key(each), (counts.get(key(each)) ?? 0) + (each.times ?? 1));
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return Object.fromEntries(sorted) as Partial<Record<K, number>>;
}

/** A day on the platform with a quiet night and an outage in the afternoon; always the same one. */
export function aDay(start = Date.UTC(2026, 10, 1), scale = 1): Seen[] {
  const seen: Seen[] = [];
  const codes = [107000, 107100, 106000, 108005, 107012, 107010, 107009, 109002, 107002, 108001, 109034, 106123];
  for (let hour = 6; hour < 23; hour++) {
    const busy = Math.round((20 + 80 * Math.sin(((hour - 6) / 17) * Math.PI)) * scale);
    codes.forEach((code, i) => {
      const times = Math.floor(busy / (i * i + 1));
      if (times > 0) seen.push({ at: start + hour * HOUR + i * 61_000 + 123, code, times });
    });
    if (hour === 14 || hour === 15) {
      seen.push({ at: start + hour * HOUR + 1000, code: 109004, times: Math.round(40 * scale) });
    }
  }
  return [...seen, { at: null, code: 107000, times: 7 }];
}
