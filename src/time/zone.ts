/** Time zones: which offset holds at an instant, and which instant a clock time is. */
import { DAY_MS } from '../model/calendar.js';
import { usageError } from '../model/errors.js';
import { quoted } from '../text/quoted.js';
import { fixedOffsetOf, offsetName } from './fixed-offsets.js';
import { machineZoneName } from './machine.js';
import { fixedInterval, type OffsetInterval, type OffsetIntervalAt, offsetIntervals } from './offset-intervals.js';
import { dateOffsets, FARTHEST, intlOffsets } from './offsets.js';
import { isUtcName, nearestZoneName, spellZoneName } from './zone-names.js';

/** An interval of instants, or of local times, and the offset that holds in all of it (milliseconds east of UTC). */
export interface OffsetSpan {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly offset: number;
}

const NOWHERE: OffsetInterval = { from: Infinity, to: -Infinity, offset: 0, before: 0, after: 0 };

/**
 * A time zone. Instants are milliseconds since 1970-01-01T00:00:00Z; *local* values are what the wall clock shows,
 * as the milliseconds of the same clock face in UTC. NaN gives NaN.
 *
 * Made for millions of stamps that mostly follow each other: while they stay within one interval of constant offset, a
 * conversion is two comparisons.
 */
export class Zone {
  /** IANA name as people write it, or a fixed offset such as `+02:00`. */
  readonly name: string;
  readonly #find: OffsetIntervalAt;
  /** The interval of the last answer, and the local times that it answers for. */
  #interval: OffsetInterval = NOWHERE;
  #localFrom = Infinity;
  #localTo = -Infinity;

  /** Made by `zoneOf` and `machineZone`. */
  constructor(name: string, find: OffsetIntervalAt) {
    this.name = name;
    this.#find = find;
  }

  /** Milliseconds east of UTC at an instant; not always whole minutes. */
  offsetAt(epochMs: number): number {
    const interval = this.#interval;
    if (epochMs >= interval.from && epochMs < interval.to) return interval.offset;
    return this.#enter(epochMs).offset;
  }

  /**
   * The instant at which the wall clock shows `localMs`. A time that the clock skips or shows twice resolves as
   * Temporal's `compatible`: in a gap, later by the length of the gap; of two instants, the earlier.
   */
  toInstant(localMs: number): number {
    if (localMs >= this.#localFrom && localMs < this.#localTo) return localMs - this.#interval.offset;
    return localMs - this.#enterLocal(localMs).offset;
  }

  /**
   * An interval of instants around this one in which the offset does not change: not always the longest such interval,
   * so that it is found without a long search.
   */
  offsetSpan(epochMs: number): OffsetSpan {
    const { from, to, offset } = this.#enter(epochMs);
    return { from, to, offset };
  }

  /** An interval of local times around this one in which `toInstant(local)` is `local - offset`; not always the longest. */
  localOffsetSpan(localMs: number): OffsetSpan {
    const { offset } = this.#enterLocal(localMs);
    return { from: this.#localFrom, to: this.#localTo, offset };
  }

  /**
   * The first instant of a calendar date. Where the clock skips midnight that is the moment of the change, and where
   * the whole date is skipped the start of the next; where midnight comes twice, the earlier.
   * @param day days since 1970-01-01.
   */
  startOfDay(day: number): number {
    const local = day * DAY_MS;
    const { offset, to } = this.#enterLocal(local);
    return Math.min(local - offset, to);
  }

  #enter(epochMs: number): OffsetInterval {
    const interval = this.#find(withinReach(epochMs));
    this.#interval = interval;
    // An interval answers for the local times that the clock shows in it, without those that the interval before it
    // shows too, and with those that the clock skips at its end. So the intervals divide the local axis without gap or
    // overlap.
    this.#localFrom = interval.from + Math.max(interval.offset, interval.before);
    this.#localTo = interval.to + Math.max(interval.offset, interval.after);
    return interval;
  }

  #enterLocal(localMs: number): OffsetInterval {
    const local = withinReach(localMs);
    let interval = this.#enter(local - (this.#interval === NOWHERE ? 0 : this.#interval.offset));
    while (local < this.#localFrom) interval = this.#enter(interval.from - 1);
    while (local >= this.#localTo) interval = this.#enter(interval.to);
    return interval;
  }
}

/** NaN and far-off values must not reach the search; the caller goes on with the value itself. */
function withinReach(ms: number): number {
  if (Number.isNaN(ms)) return 0;
  return Math.max(-FARTHEST, Math.min(FARTHEST, ms));
}

const zones = new Map<string, Zone>();

/**
 * The zone of a name: an IANA name in any case, `UTC`, or a fixed offset (`+02`, `-0530`, `+05:45`). It is the same
 * object each time, so that the intervals that it has found are kept. A link such as `Asia/Kolkata` keeps its own name.
 * @throws LogscanError (`usage`) for any other name.
 */
export function zoneOf(name: string): Zone {
  const key = name.toLowerCase();
  let zone = zones.get(key);
  if (zone === undefined) {
    zone = openZone(name);
    zones.set(key, zone);
  }
  return zone;
}

/** The zone that this process runs in, by its IANA name; `UTC` where the machine has none that can be named. */
export function machineZone(): Zone {
  const name = machineZoneName();
  if (name !== null) return zoneOf(name);
  const resolved: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneOf(resolved === undefined || resolved === 'Etc/Unknown' ? 'UTC' : resolved);
}

function openZone(name: string): Zone {
  if (isUtcName(name)) return new Zone('UTC', fixedInterval(0));
  const fixed = fixedOffsetOf(name);
  if (fixed !== null) return new Zone(fixed === 0 ? 'UTC' : offsetName(fixed), fixedInterval(fixed));
  const spelled = spellZoneName(name);
  if (spelled === null) throw unknownZone(name);
  if (spelled === machineZoneName()) return new Zone(spelled, offsetIntervals(dateOffsets(spelled)));
  try {
    return new Zone(spelled, offsetIntervals(intlOffsets(spelled)));
  } catch (error) {
    if (error instanceof RangeError) throw unknownZone(name);
    throw error;
  }
}

function unknownZone(name: string): Error {
  const near = nearestZoneName(name);
  return usageError(
    `time zone: expected an IANA name such as Europe/Berlin, UTC, or an offset such as +02:00; got ${quoted(name)}`,
    near === null ? null : `did you mean ${near}?`,
  );
}
