/**
 * The timestamp families in the order in which they are tried, and the reader of one line. A new family is one file in
 * `families/` and one entry here; its examples are its tests and its documentation.
 */
import type { LineRules } from '../../model/rules.js';
import { access } from './families/access.js';
import { asctime } from './families/asctime.js';
import { epoch } from './families/epoch.js';
import { glog } from './families/glog.js';
import { iso } from './families/iso.js';
import { java } from './families/java.js';
import { json } from './families/json.js';
import { logfmt } from './families/logfmt.js';
import { numeric } from './families/numeric.js';
import { rfc2822 } from './families/rfc2822.js';
import { shortYear } from './families/short-year.js';
import { slashed } from './families/slashed.js';
import { syslog } from './families/syslog.js';
import type { Family, ReadContext, Stamp } from './family.js';
import { mayStart, START_LIMIT } from './parts/starts.js';

export type { Example, Family, ReadContext, Stamp } from './family.js';

/** The families that write out date and time; these may also be the string of a JSON line. */
const WRITTEN: readonly Family[] = [iso, shortYear, syslog, asctime, access, rfc2822, slashed, java, numeric, glog];
const JSON_LINES = json(WRITTEN);

export const FAMILIES: readonly Family[] = [...WRITTEN, epoch, JSON_LINES, logfmt];

/** The timestamp of a line, and what there is to warn of. */
export interface TimestampReading {
  readonly timestamp: Stamp | null;
  /** Whether a slashed date was passed over that only the other date order could read. */
  readonly otherOrder: boolean;
}

/** What of the rules the reading of timestamps depends on. */
export type TimestampRules = Pick<LineRules, 'dateOrder' | 'year'>;

/**
 * Reads the timestamp of a line: of a JSON line its time key's, else the leftmost that reads whole. `line` has one
 * character for each byte (latin1), without its line end.
 */
export function findTimestamp(line: string, rules: TimestampRules): TimestampReading {
  const context: ReadContext = { dateOrder: rules.dateOrder, year: rules.year, otherOrder: false };
  const timestamp = JSON_LINES.read(line, 0, context) ?? leftmost(line, context);
  return { timestamp, otherOrder: context.otherOrder };
}

/** The timestamp of a line alone; see `findTimestamp`. */
export function readTimestamp(line: string, rules: TimestampRules): Stamp | null {
  return findTimestamp(line, rules).timestamp;
}

function leftmost(line: string, context: ReadContext): Stamp | null {
  for (let start = 0; start < Math.min(line.length, START_LIMIT); start += 1) {
    if (!mayStart(line, start)) continue;
    for (const family of FAMILIES) {
      const stamp = family.read(line, start, context);
      if (stamp !== null) return stamp;
    }
  }
  return null;
}
