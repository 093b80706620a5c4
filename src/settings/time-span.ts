/** The time span that the user asks for: `--since`, `--until` and `--last`. */
import { DAY_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import type { Plan } from '../pipeline.js';
import { parseSpan } from '../text/span.js';
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
  const times = { since: instant(since), until: instant(until), last: last === null ? null : lengthOf(last) };
  if (times.since !== null && times.until !== null && times.since >= times.until) {
    throw usageError(`${since!.label}: expected a time before ${until!.label} ${until!.text}; got ${since!.text}`);
  }
  const given = [since, last, until].flatMap((each) => (each === null ? [] : [shown(each)]));
  return { ...times, spanOptions: given.join(' ') };
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

/** As in `--since 24h`, `PTK_LOGSCAN_SINCE 24h`, `ptk-logscan.config.json:3: defaults.since 24h`. */
function shown({ label, text }: RawValue): string {
  return `${label} ${text.trim()}`;
}
