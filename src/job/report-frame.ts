/** What a job says of a report, beside its numbers. */
import type { NamedPeriod, ReportFrame } from '../model/report-document.js';
import { fillIn, periodName } from '../settings/job/output-paths.js';
import { formatInstant, formatInZone } from '../time/instants.js';
import type { Period } from '../time/period.js';
import type { Zone } from '../time/zone.js';
import type { Draft } from './draft.js';

/** @param madeAt epoch milliseconds */
export function reportFrame(
  { report, period, before, check, verdict }: Draft,
  zone: Zone,
  madeAt: number,
): ReportFrame {
  const { name, title, subtitle, url } = report;
  return {
    name,
    title,
    subtitle,
    url: url === null ? null : encodeURI(fillIn(url, name, period, zone)),
    period: named(period, zone),
    comparedWith: before === null ? null : named(before, zone),
    madeAt: formatInstant(madeAt),
    verdict,
    rules: (check?.rules ?? []).map(({ name, level, state, limit, seen, reason }) => ({
      ...{ name, level, state, limit, seen, reason },
    })),
  };
}

function named(period: Period, zone: Zone): NamedPeriod {
  return {
    name: periodName(period, zone),
    since: formatInZone(period.since, zone),
    until: formatInZone(period.until, zone),
  };
}
