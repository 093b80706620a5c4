/** What both readers know of the part that they read: how its times are resolved, and whether they reported a date. */
import type { Kernel } from '../kernel/kernel.js';
import { lineText } from '../text/line-text.js';
import { type Zone, zoneOf } from '../time/zone.js';
import type { LineReader, SourcePart } from './line-reader.js';
import { TimeResolver } from './times.js';

/** Of a line with an impossible date this much is shown. */
const MAX_SHOWN_BYTES = 512;

export class PartTimes {
  part: SourcePart = { name: '', reference: 0, offset: 0, lines: 0 };
  resolver: TimeResolver;
  onOtherOrder: LineReader['onOtherOrder'] = null;
  readonly #kernel: Kernel;
  readonly #timeZone: Zone;
  #reportedOtherOrder = false;

  constructor(kernel: Kernel, timeZone: Zone) {
    this.#kernel = kernel;
    this.#timeZone = timeZone;
    this.resolver = new TimeResolver(timeZone, 0);
    kernel.onOtherOrder = (start) => this.#reportOtherOrder(start);
  }

  begin(part: SourcePart): void {
    this.part = part;
    this.setUtc(part.utc === true);
    this.#reportedOtherOrder = false;
  }

  /** @param utc whether the source says that its times are UTC; otherwise they are in the report zone */
  setUtc(utc: boolean): void {
    this.resolver = new TimeResolver(utc ? zoneOf('UTC') : this.#timeZone, this.part.reference);
  }

  #reportOtherOrder(start: number): void {
    if (this.#reportedOtherOrder) return;
    this.#reportedOtherOrder = true;
    this.onOtherOrder?.(this.part.name, lineText(this.#kernel.line(start, MAX_SHOWN_BYTES)));
  }
}
