/** The time span that the user asks for: `--since`, `--until` and `--last`. */
import { DAY_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import type { Plan } from '../pipeline.js';
import { parseSpan } from '../text/span.js';
import { nextAt, parseClockTime } from '../time/clock-time.js';
import { formatInZone } from '../time/instants.js';
import { parseInstant } from '../time/parse-instant.js';
import type { Zone } from '../time/zone.js';
import { withLabel } from './parse-values.js';
import type { RawValue } from './raw-value.js';
import type { ScanValues } from './scan-values.js';

/**
 * @param now epoch milliseconds that relative times count from
 * @throws LogscanError `usage`
 */
export function timeSpanOf(
  { since, until, last }: Pick<ScanValues['options'], 'since' | 'until' | 'last'>,
  zone: Zone,
  now: number,
): Pick<Plan, 'since' | 'until' | 'last' | 'spanOptions'> {
  const instant = (at: RawValue | null) =>
    at === null ? null : withLabel(at.label, () => parseInstant(at.text, zone, now));
  const from = instant(since);
  const times = {
    since: from,
    until: untilAfter(from, instant(until), until, zone),
    last: last === null ? null : lengthOf(last),
  };
  if (times.since !== null && times.until !== null && times.since >= times.until) {
    throw usageError(`${since!.label}: expected a time before ${until!.label} ${until!.text}; got ${since!.text}`);
  }
  const day = (at: number | null) => formatInZone(at ?? now, zone).slice(0, 10);
  const given = [
    ...(since === null ? [] : [shown(since, day(times.since))]),
    ...(last === null ? [] : [shown(last, '')]),
    ...(until === null ? [] : [shown(until, day(times.until))]),
  ];
  return { ...times, spanOptions: given.join(' ') };
}

/**
 * A time of the day that would not be after `--since` is the next one after it: `--since 8:00 --until 18:00` before noon
 * means this evening, `--since 23:50 --until 0:10` ends on the next day.
 */
function untilAfter(since: number | null, until: number | null, given: RawValue | null, zone: Zone): number | null {
  if (since === null || until === null || until > since) return until;
  const clockTime = parseClockTime(given!.text);
  return clockTime === null ? until : nextAt(clockTime, zone, since);
}

function lengthOf({ label, text }: RawValue): number {
  const span = parseSpan(text.trim(), LONGEST);
  if (span === null || span === 0) {
    throw usageError(`${label}: expected a span of time such as 15m, 2h, 1d12h or 7d; got ${JSON.stringify(text)}`);
  }
  return span;
}

/** Over a hundred years: a longer one is a typing error. */
const LONGEST = 40_000 * DAY_MS;

/**
 * As in `--since 24h`, `PTK_LOGSCAN_SINCE 24h`, `ptk-logscan.config.json:3: defaults.since 24h`; a time of the day with the
 * day that it was taken to be of, `--since 17:45 (2026-11-01)`.
 */
function shown({ label, text }: RawValue, day: string): string {
  return parseClockTime(text) === null ? `${label} ${text.trim()}` : `${label} ${text.trim()} (${day})`;
}
