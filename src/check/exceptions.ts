/**
 * Known exceptions: codes that the rules do not see until a day. They are shown, and end by themselves. Whether one has
 * ended is decided by the log's last event, not by the clock, so that a check of the same log always comes to the same.
 */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { GroupsSummary, Summary } from '../model/summary.js';
import { formatInZone } from '../time/instants.js';
import { zoneOf } from '../time/zone.js';
import type { Baseline } from './baseline.js';
import type { IgnoredCode } from './document.js';

export interface Exception {
  readonly code: number;
  /** The last day, in the zone of the report: `2026-12-31`. */
  readonly until: string;
  readonly reason: string;
}

/** What the rules see of a run, and which exceptions there are. */
export function withoutExceptions(
  summary: Summary,
  exceptions: readonly Exception[],
  catalogue: Catalogue,
): { readonly seen: Summary; readonly ignored: IgnoredCode[]; readonly codes: ReadonlySet<number> } {
  const { last } = summary.totals;
  const day = last === null ? '' : formatInZone(Date.parse(last), zoneOf(summary.timeZone)).slice(0, 10);
  const counts = new Map(summary.codes.map(({ code, count }) => [code, count]));
  const ignored = exceptions.map(({ code, until, reason }): IgnoredCode => {
    return { code, name: catalogue.get(code).name, until, reason, events: counts.get(code) ?? 0, ended: day > until };
  });
  const codes = new Set(ignored.filter(({ ended }) => !ended).map(({ code }) => code));
  if (codes.size === 0) return { seen: summary, ignored, codes };
  const seen: Summary = {
    ...summary,
    codes: summary.codes.filter(({ code }) => !codes.has(code)),
    // Field by field: windows and groups make their values when they are asked for, and cannot be spread.
    windows: summary.windows.map(
      ({ start, end, events, errors, errorRate, severities, categories, codes: counts }) => ({
        ...{ start, end, events, errors, errorRate, severities, categories },
        codes: without(counts, codes),
      }),
    ),
    ...(summary.groups === undefined ? {} : { groups: groupsWithout(summary.groups, codes) }),
  };
  return { seen, ignored, codes };
}

/** The same of what a run is compared with. */
export function baselineWithout(baseline: Baseline, codes: ReadonlySet<number>): Baseline {
  if (codes.size === 0) return baseline;
  return {
    ...baseline,
    codes: new Map([...baseline.codes].filter(([code]) => !codes.has(code))),
    groups: baseline.groups === null ? null : groupsWithout(baseline.groups, codes),
  };
}

function groupsWithout(groups: GroupsSummary, codes: ReadonlySet<number>): GroupsSummary {
  const rows = groups.rows.map(({ values, events, errors, errorRate, severities, codes: counts }) => ({
    ...{ values, events, errors, errorRate, severities },
    codes: without(counts, codes),
  }));
  return { ...groups, rows };
}

function without<T extends Record<string, number>>(counts: T, codes: ReadonlySet<number>): T {
  return Object.fromEntries(Object.entries(counts).filter(([code]) => !codes.has(Number(code)))) as T;
}
