/** The span of time that is asked for: `--since`, `--until` and `--last`. */
import { DAY_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import type { Plan } from '../pipeline.js';
import { parseSpan } from '../text/span.js';
import { parseInstant } from '../time/instants.js';
import type { Zone } from '../time/zone.js';
import { variableOf } from './option.js';
import { withLabel } from './parse-values.js';
import type { RawOptions, RawValue } from './raw-options.js';

/**
 * @param now epoch milliseconds that relative times count from
 * @throws LogscanError `usage`
 */
export function spanOf(raw: RawOptions, zone: Zone, now: number): Pick<Plan, 'since' | 'until' | 'last' | 'spanGiven'> {
  const { since, last } = startOf(raw);
  const until = raw.one('until');
  const instant = (at: RawValue | null) =>
    at === null ? null : withLabel(at.label, () => parseInstant(at.text, zone, now));
  const times = { since: instant(since), until: instant(until), last: last === null ? null : lengthOf(last) };
  if (times.since !== null && times.until !== null && times.since >= times.until) {
    throw usageError(`${since!.label}: expected a time before ${until!.label} ${until!.text}; got ${since!.text}`);
  }
  const given = [since, last, until].flatMap((each) => (each === null ? [] : [shown(each)]));
  return { ...times, spanGiven: given.join(' ') };
}

/** Of the two ways to say where the span begins the one that was said nearer: a file's default gives way to an option. */
function startOf(raw: RawOptions): { since: RawValue | null; last: RawValue | null } {
  const [since, last] = [raw.one('since'), raw.one('last')];
  if (since === null || last === null) return { since, last };
  const [one, other] = [nearness(since, 'since'), nearness(last, 'last')];
  if (one === other) throw usageError(`${last.label}: expected without ${since.label}; got both`);
  return one < other ? { since, last: null } : { since: null, last };
}

/** Command line, environment, files. */
function nearness({ label }: RawValue, name: string): number {
  return label === `--${name}` ? 0 : label === variableOf(name) ? 1 : 2;
}

function lengthOf({ label, text }: RawValue): number {
  const span = parseSpan(text.trim(), LONGEST);
  if (span === null || span === 0) {
    throw usageError(`${label}: expected a span of time such as 15m, 2h, 1d12h or 7d; got ${JSON.stringify(text)}`);
  }
  return span;
}

/** Over a hundred years: what is longer is a slip of the finger. */
const LONGEST = 40_000 * DAY_MS;

/** As in `--since 24h`, `PTK_LOGSCAN_SINCE 24h`, `ptk-logscan.config.json:3: defaults.since 24h`. */
function shown({ label, text }: RawValue): string {
  return `${label} ${text.trim()}`;
}
