/** From the kernel's records to instants: wall-clock times, zones and missing years are resolved here. */
import { NO_ZONE, YEARLESS, ZONE_BIAS } from '../kernel/exports.js';
import { MINUTE_MS } from '../model/calendar.js';
import { resolveYear } from '../time/year.js';
import type { Zone } from '../time/zone.js';

export class TimeResolver {
  /** Of stamps written without one. */
  readonly zone: Zone;
  /** Epoch milliseconds: a stamp without a year is at most a day later than this. */
  readonly #reference: number;
  #local = Number.NaN;
  #packed = 0;
  #instant = Number.NaN;

  /** `zone` is that of stamps written without one; `reference` the file's modification time, or now. */
  constructor(zone: Zone, reference: number) {
    this.zone = zone;
    this.#reference = reference;
  }

  /** Epoch milliseconds; NaN stays NaN. `packed` is a record's zone. */
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
