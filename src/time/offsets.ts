/** The two sources of the offsets of a zone: `Intl` for any zone, and `Date`, which is quicker, for the machine's own. */
import { DAY_MS } from '../model/calendar.js';

/** Where the offsets of a time zone come from: milliseconds east of UTC at an instant. */
export type OffsetAt = (epochMs: number) => number;

/**
 * How far from 1970 the functions below are asked, in milliseconds either way: two days less than a `Date` can hold, so
 * that the local time fits too.
 */
export const FARTHEST = 8.64e15 - 2 * DAY_MS;

/**
 * Offsets from the runtime's time zone data. About 2 µs a call, and 15 ms for the first formatter of a process.
 * @throws RangeError for a name that the runtime does not know.
 */
export function intlOffsets(name: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (epochMs) => {
    // `11/1/2026, GMT-04:00`; seconds follow where the zone has them, nothing follows `GMT` where the offset is zero.
    const match = /GMT(.)(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(epochMs));
    if (match === null) return 0;
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    return (match[1] === '+' ? seconds : -seconds) * 1000;
  };
}

/**
 * Only between them `Date` is asked: that of Node 24 and 26 misses two changes within 19 days, as in Recife in October 2000,
 * in La Rioja in June 2004 and, around Ramadan, in Gaza in October 2040. From 2005 to 2039 no zone has such ones (version
 * 2026e of the zones).
 */
const [DATE_KNOWS_FROM, DATE_KNOWS_UNTIL] = [Date.UTC(2005), Date.UTC(2040)];

/**
 * Offsets of the zone that the process runs in, from `Date`: without a formatter, which would cost 15 ms at start-up.
 * `getTimezoneOffset` is not used, because it cuts offsets with seconds to minutes.
 * @param name the zone to ask `Intl` for if the program changes its `TZ` later: `Date` is then about another zone.
 */
export function dateOffsets(name: string): OffsetAt {
  const variable = process.env.TZ;
  let fallback: OffsetAt | null = null;
  return (epochMs) => {
    if (epochMs < DATE_KNOWS_FROM || epochMs >= DATE_KNOWS_UNTIL || process.env.TZ !== variable) {
      fallback ??= intlOffsets(name);
      return fallback(epochMs);
    }
    const date = new Date(epochMs);
    // Date.UTC would read the years 0 to 99 as 1900 to 1999.
    const local = new Date(0);
    local.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
    local.setUTCHours(date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds());
    return local.getTime() - epochMs;
  };
}
