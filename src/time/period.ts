/** The periods that reports are about, in the calendar of a zone. */

import { DAY_MS, daysSinceMonday, MINUTE_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { parseAmount, parseSpan, UNIT_MS } from '../text/span.js';
import { parseClockTime } from './clock-time.js';
import { DayCutter } from './days.js';
import { parseInstant } from './parse-instant.js';
import type { Zone } from './zone.js';

/** Instants in milliseconds since 1970-01-01T00:00:00Z. */
export interface Period {
  /** Inclusive. */
  readonly since: number;
  /** Exclusive. */
  readonly until: number;
}

/** A period as a job file has it, checked. Which instants it covers depends on the day. */
export interface PeriodRule {
  readonly text: string;
  /** It ends now, to the minute: each run has a period of its own, and none is ever complete. */
  readonly rolling: boolean;
  /** @param now epoch milliseconds */
  at(now: number, zone: Zone): Period;
  /** The period that `previous` compares with: of the same kind, right before. */
  before(period: Period, zone: Zone): Period;
}

export const NAMED_PERIODS = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'month-to-date',
  'last-month',
] as const;

const LAST = 'last-';
const mondayOf = (day: number) => day - daysSinceMonday(day);

/**
 * Reads `yesterday`, `last-week` and the other names, `last-24h` (also d and w; it ends now), or two times or dates
 * with `..` between, `2026-11-01..2026-11-08`, the second exclusive.
 * @throws LogscanError (`usage`) that says what is allowed
 */
export function parsePeriod(text: string, zone: Zone): PeriodRule {
  const name = text.trim();
  const last = name.startsWith(LAST) ? parseAmount(name.slice(LAST.length), ['h', 'd', 'w'], 4) : null;
  if (last !== null) return rolling(name, last.n * UNIT_MS[last.unit]);
  if (name.includes('..')) return fixed(name, zone);
  const days = CALENDAR[name as (typeof NAMED_PERIODS)[number]];
  if (days === undefined) {
    throw usageError(
      `period: expected ${NAMED_PERIODS.join(', ')}, last-24h (also d, w) or a span such as 2026-11-01..2026-11-08; ` +
        `got ${JSON.stringify(text)}`,
    );
  }
  return {
    text: name,
    rolling: false,
    at: (now, zone) => ofDays(days(new DayCutter(zone).at(now).number), zone),
    before: (period, zone) => {
      const first = new DayCutter(zone).at(period.since).number;
      const next = new DayCutter(zone).at(period.until - 1).number + 1;
      // Months differ in length: this compares with the month before, as far into it as this one goes.
      if (name.includes('month')) return ofDays(monthBefore(first, next), zone);
      return ofDays({ first: first - (next - first), next: first }, zone);
    },
  };
}

/** Days since 1970-01-01. */
interface Days {
  readonly first: number;
  readonly next: number;
}

const CALENDAR: Readonly<Record<(typeof NAMED_PERIODS)[number], (today: number) => Days>> = {
  today: (day) => ({ first: day, next: day + 1 }),
  yesterday: (day) => ({ first: day - 1, next: day }),
  'this-week': (day) => ({ first: mondayOf(day), next: mondayOf(day) + 7 }),
  'last-week': (day) => ({ first: mondayOf(day) - 7, next: mondayOf(day) }),
  'this-month': (day) => ({ first: monthStart(day, 0), next: monthStart(day, 1) }),
  'month-to-date': (day) => ({ first: monthStart(day, 0), next: day + 1 }),
  'last-month': (day) => ({ first: monthStart(day, -1), next: monthStart(day, 0) }),
};

function monthStart(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS;
}

function monthBefore(first: number, next: number): Days {
  const before = monthStart(first, -1);
  return { first: before, next: next === monthStart(first, 1) ? first : Math.min(first, before + (next - first)) };
}

function ofDays({ first, next }: Days, zone: Zone): Period {
  return { since: zone.startOfDay(first), until: zone.startOfDay(next) };
}

function rolling(text: string, length: number): PeriodRule {
  return {
    text,
    rolling: true,
    at: (now) => {
      const until = Math.floor(now / MINUTE_MS) * MINUTE_MS;
      return { since: until - length, until };
    },
    before,
  };
}

function fixed(text: string, zone: Zone): PeriodRule {
  const [from, to, ...more] = text.split('..');
  if (from === undefined || to === undefined || more.length > 0 || [from, to].some(dependsOnNow)) {
    throw usageError(
      `period: expected two times with .. between, as 2026-11-01..2026-11-08; got ${JSON.stringify(text)}`,
    );
  }
  const period = { since: parseInstant(from, zone, 0), until: parseInstant(to, zone, 0) };
  if (period.since >= period.until) {
    throw usageError(`period: expected its start before its end; got ${JSON.stringify(text)}`);
  }
  for (const time of [period.since, period.until]) {
    if (time % MINUTE_MS !== 0) throw usageError(`period: expected whole minutes; got ${JSON.stringify(text)}`);
  }
  return { text, rolling: false, at: () => period, before };
}

function dependsOnNow(text: string): boolean {
  const isNamed = ['now', 'today', 'yesterday'].includes(text.trim());
  return isNamed || parseSpan(text.trim()) !== null || parseClockTime(text) !== null;
}

function before({ since, until }: Period): Period {
  return { since: since - (until - since), until: since };
}

/** What a report can be compared with. */
export const COMPARE_WITH = ['previous', 'day-before', 'week-before', 'year-before'] as const;
export type CompareWith = (typeof COMPARE_WITH)[number];

/** The period that a report's period is compared with. Clock times stay the same, also over a clock change. */
export function comparedWith(rule: PeriodRule, period: Period, kind: CompareWith, zone: Zone): Period {
  if (kind === 'previous') return rule.before(period, zone);
  const days = { 'day-before': 1, 'week-before': 7, 'year-before': 364 }[kind];
  const back = (time: number) => zone.toInstant(time + zone.offsetAt(time) - days * DAY_MS);
  return { since: back(period.since), until: back(period.until) };
}
