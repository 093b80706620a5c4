/** What the lines say of time: families, zones, years, date order. */
import type { LineRules } from '../model/rules.js';
import { readLine } from '../reference/line.js';
import { FAMILIES } from '../reference/timestamps/families.js';
import type { Stamp } from '../reference/timestamps/stamp.js';
import { packedZone } from '../scan/own-time.js';
import { TimeResolver } from '../scan/times.js';
import { formatInstant } from '../time/instants.js';
import type { WrittenTime } from '../time/strptime.js';
import { type Zone, zoneOf } from '../time/zone.js';
import type { Place, TimeFacts } from './diagnosis.js';
import { around, placeOf, textOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';

export interface TimeContext {
  readonly rules: LineRules;
  readonly zone: Zone;
  readonly zoneIsGiven: boolean;
  /** The file says that its times are UTC. */
  readonly isUtc: boolean;
  /** Modification time, or now: decides missing years. */
  readonly reference: number;
  readonly hasModified: boolean;
}

/** The family that times of a form of the user's own count as. */
export const OWN_FAMILY = { name: 'own', title: 'Your own form' };

interface FamilyCount {
  lines: number;
  readonly example: Place & { instant: string };
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/\d{4}\b/;
const SLASHED_ANYWHERE = /(?<![\w/])(\d{1,2})\/(\d{1,2})\/\d{4}(?![\w/])/;

export class TimeExam {
  readonly #context: TimeContext;
  readonly #times: TimeResolver;
  readonly #families = new Map<string, FamilyCount>();
  #without = 0;
  #withoutExample: Place | null = null;
  /** Lines without a time that show a clock time all the same. */
  clockTimes = 0;
  clockExample: Place | null = null;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  readonly #zones = { written: 0, missing: 0 };
  #yearless = 0;
  readonly #years = new Set<number>();
  readonly #orders = { either: 0, thisOnly: 0, otherOnly: 0 };
  #otherExample: Place | null = null;

  constructor(context: TimeContext) {
    this.#context = context;
    this.#times = new TimeResolver(context.isUtc ? zoneOf('UTC') : context.zone, context.reference);
  }

  /** A line whose time a form of the user's own read. */
  addOwn(line: SampleLine, time: WrittenTime, text: string): void {
    this.#count(line, time, OWN_FAMILY.name, text);
  }

  /** A line that the ordinary rules read. */
  add(line: SampleLine): void {
    const { timestamp, otherOrder } = readLine(Buffer.from(line.bytes, 'latin1'), this.#context.rules);
    if (otherOrder) {
      this.#orders.otherOnly += 1;
      const at = SLASHED_ANYWHERE.exec(line.bytes)?.index ?? 0;
      this.#otherExample ??= placeOf(line, around(line.bytes, at));
    }
    if (timestamp === null) this.addWithout(line, !otherOrder);
    else this.#add(line, timestamp);
  }

  /** `looks`: whether it may be that a time on it is not understood. */
  addWithout(line: SampleLine, looks: boolean): void {
    if (line.bytes.trim() === '') return;
    this.#without += 1;
    this.#withoutExample ??= placeOf(line, around(line.bytes, 0));
    const clock = !looks ? null : /\d{1,2}[:.]\d\d[:.]\d\d/.exec(line.bytes.slice(0, 512));
    if (clock === null) return;
    this.clockTimes += 1;
    this.clockExample ??= placeOf(line, around(line.bytes, clock.index));
  }

  #add(line: SampleLine, stamp: Stamp): void {
    const text = line.bytes.slice(stamp.start, stamp.end);
    const slashed = SLASHED.exec(text);
    if (slashed !== null) {
      const isEither = Number(slashed[1]) <= 12 && Number(slashed[2]) <= 12 && slashed[1] !== slashed[2];
      if (isEither) this.#orders.either += 1;
      else if (Number(slashed[1]) > 12 || Number(slashed[2]) > 12) this.#orders.thisOnly += 1;
    }
    this.#count(line, stamp, stamp.family, textOf(line.bytes, stamp.start, stamp.end));
  }

  #count(line: SampleLine, time: WrittenTime, name: string, text: string): void {
    const instant = this.#times.instant(time.local, packedZone(time));
    this.#first = Math.min(this.#first, instant);
    this.#last = Math.max(this.#last, instant);
    this.#zones[time.zone === null ? 'missing' : 'written'] += 1;
    if (time.yearless) {
      this.#yearless += 1;
      this.#years.add(new Date(instant + this.#context.zone.offsetAt(instant)).getUTCFullYear());
    }
    const family = this.#families.get(name);
    if (family !== undefined) family.lines += 1;
    else this.#families.set(name, { lines: 1, example: { ...placeOf(line, text), instant: formatInstant(instant) } });
  }

  get facts(): TimeFacts {
    const { zone, zoneIsGiven, isUtc, rules, hasModified } = this.#context;
    const lines = this.#zones.written + this.#zones.missing;
    const all = lines + this.#without;
    const families = [...this.#families]
      .map(([family, { lines, example }]) => ({ family, title: titleOf(family), lines, share: lines / all, example }))
      .sort((a, b) => b.lines - a.lines || (a.family < b.family ? -1 : 1));
    return {
      lines,
      families,
      without: this.#without,
      withoutExample: this.#withoutExample,
      first: lines === 0 ? null : formatInstant(this.#first),
      last: lines === 0 ? null : formatInstant(this.#last),
      zone: {
        ...this.#zones,
        assumed: isUtc ? 'UTC' : zone.name,
        because: isUtc ? 'declared by the file' : zoneIsGiven ? 'given' : 'machine',
      },
      year: {
        missing: this.#yearless,
        assumed: [...this.#years].sort((a, b) => a - b),
        because: rules.year !== null ? 'given' : hasModified ? 'modification time' : 'now',
      },
      dateOrder: { order: rules.dateOrder ?? 'mdy', ...this.#orders, otherExample: this.#otherExample },
    };
  }
}

export function titleOf(family: string): string {
  return FAMILIES.find(({ name }) => name === family)?.title ?? OWN_FAMILY.title;
}
