/** The times of the kernel's records: their zones packed and unpacked, wall-clock times and missing years resolved to instants. */
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../kernel/exports.js';
import { MINUTE_MS } from '../model/calendar.js';
import type { WrittenTime } from '../time/strptime.js';
import { resolveYear } from '../time/year.js';
import type { Zone } from '../time/zone.js';

export class TimeResolver {
  /** Of timestamps written without one. */
  readonly zone: Zone;
  /** Epoch milliseconds: a timestamp without a year is taken to be at most a day later than this. */
  readonly #reference: number;
  #local = Number.NaN;
  #packed = 0;
  #instant = Number.NaN;

  /**
   * @param zone of timestamps written without one
   * @param reference the source's modification time, or now, in epoch milliseconds
   */
  constructor(zone: Zone, reference: number) {
    this.zone = zone;
    this.#reference = reference;
  }

  /**
   * The instant in epoch milliseconds; NaN for NaN.
   * @param local the wall-clock time of a record
   * @param packed the zone of that record
   */
  instant(local: number, packed: number): number {
    if (local === this.#local && packed === this.#packed) return this.#instant;
    this.#local = local;
    this.#packed = packed;
    this.#instant = this.#resolve(local, packed);
    return this.#instant;
  }

  #resolve(local: number, packed: number): number {
    if (Number.isNaN(local)) return local;
    const offset = ((packed & 0xffff) - ZONE_BIAS) * MINUTE_MS;
    const toInstant = (wall: number) => (packed & NO_ZONE ? this.zone.toInstant(wall) : wall - offset);
    return toInstant(packed & YEARLESS ? resolveYear(local, this.#reference, toInstant) : local);
  }
}

/** The zone in the packed form of the kernel's records. */
export function packedZone({ zone, yearless }: Pick<WrittenTime, 'zone' | 'yearless'>): number {
  return ((zone ?? 0) + ZONE_BIAS) | (zone === null ? NO_ZONE : 0) | (yearless ? YEARLESS : 0);
}
