/** Statistics on times: families, zones, years, date order, and times that are not the line's own. */
import type { LineFormat } from '../model/line-format.js';
import type { LineRules } from '../model/rules.js';
import type { LineReading } from '../reference/line.js';
import { FAMILIES } from '../reference/timestamps/families.js';
import type { Stamp } from '../reference/timestamps/stamp.js';
import { packedZone, TimeResolver } from '../scan/times.js';
import { formatInstant } from '../time/instants.js';
import type { WrittenTime } from '../time/strptime.js';
import { type Zone, zoneOf } from '../time/zone.js';
import { DateStats } from './date-stats.js';
import type { Excerpt, TimeFacts } from './diagnosis.js';
import { around, excerptOf, textOf } from './excerpt.js';
import { type Clocks, isAhead, isFar, isOdd, OddTimesStats } from './odd-times.js';
import type { SampleLine } from './sample-lines.js';
import { Trial } from './trial.js';
import { ZoneNamesStats } from './zone-names-stats.js';

export interface TimeContext {
  readonly rules: LineRules;
  readonly zone: Zone;
  readonly zoneIsGiven: boolean;
  /** The file says that its times are UTC. */
  readonly isUtc: boolean;
  /** Modification time, or now, in epoch milliseconds: decides missing years. */
  readonly reference: number;
  readonly clocks: Clocks;
  /** The custom format, or null. */
  readonly format: LineFormat | null;
}

/** The family for times that a custom format read. */
export const CUSTOM_FAMILY = { name: 'own', title: 'Your own form' };

interface FamilyCount {
  lines: number;
  readonly example: Excerpt & { instant: string };
}

const DATE_ANYWHERE = /(?<![\w/-])\d{1,2}([/-])\d{1,2}\1\d{2,4}(?![\w/-])(?:[ T]\d\d?:\d\d(?::\d\d)?)?/;
const MOST_REASONS = 5;

export class TimeStats {
  /**
   * Lines that are kept to be read again: with dates that the other order may read differently; with odd times; with
   * sound times; with times that nothing reads; JSON without a time.
   */
  readonly trials: Readonly<Record<'dates' | 'odd' | 'sound' | 'unread' | 'json', Trial>>;
  readonly #context: TimeContext;
  readonly #times: TimeResolver;
  readonly #families = new Map<string, FamilyCount>();
  #without = 0;
  #withoutExample: Excerpt | null = null;
  /** Lines without a time that nevertheless show a clock time. */
  clockTimes = 0;
  clockExample: Excerpt | null = null;
  /** Time of the last line that has one, in epoch milliseconds; NaN where none has. */
  lastTime = Number.NaN;
  /** The latest time written without a zone. */
  newestZoneless: WrittenTime | null = null;
  #newest = Number.NEGATIVE_INFINITY;
  /** Times on 29 February written without a year. */
  leapDays = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  readonly #zones = { written: 0, missing: 0 };
  readonly #zoneNames: ZoneNamesStats;
  #yearless = 0;
  readonly #years = new Set<number>();
  readonly #dates: DateStats;
  readonly #ahead: OddTimesStats;
  readonly #far: OddTimesStats;
  readonly #passedOver = new Map<string, { count: number; readonly example: Excerpt }>();

  /** `beginning`: the lines in which a header was looked for; it still grows. */
  constructor(context: TimeContext, beginning: readonly string[]) {
    const { rules, isUtc, zone, reference, clocks } = context;
    this.#context = context;
    this.#times = new TimeResolver(isUtc ? zoneOf('UTC') : zone, reference);
    this.#zoneNames = new ZoneNamesStats(rules);
    this.#dates = new DateStats(rules.dateOrder);
    this.#ahead = new OddTimesStats((time) => time);
    this.#far = new OddTimesStats((time) => Math.abs(time - clocks.modified!));
    const trial = () => new Trial(context, beginning);
    this.trials = { dates: trial(), odd: trial(), sound: trial(), unread: trial(), json: trial() };
  }

  get allTrials(): readonly Trial[] {
    return Object.values(this.trials);
  }

  /** Takes a line whose time a custom format read. */
  addCustom(line: SampleLine, time: WrittenTime, text: string): void {
    this.#keep(line, this.#count(line, time, CUSTOM_FAMILY.name, text));
  }

  /** Takes a line that the ordinary rules read. */
  add(line: SampleLine, { timestamp, otherOrder, passedOver }: LineReading): void {
    for (const { stamp, reason } of passedOver)
      this.#passOver(excerptOf(line, around(line.bytes, stamp.start)), reason);
    const text = timestamp === null ? '' : textOf(line.bytes, timestamp.start, timestamp.end);
    const isOrdered = timestamp !== null && this.#dates.add(text, excerptOf(line, text));
    const isUnread = otherOrder && !isOrdered;
    if (isUnread) {
      this.#dates.addUnread(excerptOf(line, DATE_ANYWHERE.exec(line.bytes)?.[0] ?? around(line.bytes, 0)));
    }
    if (isUnread || isOrdered) this.trials.dates.keep(line.bytes);
    // A time that was passed over was understood: it is another time than the line's.
    if (timestamp === null) this.addWithout(line, !isUnread && passedOver.length === 0);
    else this.#add(line, timestamp, text);
  }

  #add(line: SampleLine, stamp: Stamp, text: string): void {
    const instant = this.#count(line, stamp, stamp.family, text);
    if (stamp.zoneName !== null) this.#zoneNames.add(stamp, excerptOf(line, text));
    this.#keep(line, instant);
  }

  #keep(line: SampleLine, instant: number): void {
    this.trials[isOdd(instant, this.#context.clocks) ? 'odd' : 'sound'].keep(line.bytes);
  }

  /** `mayShowTime`: whether the line may show a time that is not understood. */
  addWithout(line: SampleLine, mayShowTime: boolean): void {
    if (line.bytes.trim() === '') return;
    this.#without += 1;
    this.#withoutExample ??= excerptOf(line, around(line.bytes, 0));
    const clock = mayShowTime ? /\d{1,2}[:.]\d\d[:.]\d\d/.exec(line.bytes.slice(0, 512)) : null;
    if (line.bytes.startsWith('{')) this.trials.json.keep(line.bytes);
    if (clock === null) return;
    this.trials.unread.keep(line.bytes);
    this.clockTimes += 1;
    this.clockExample ??= excerptOf(line, around(line.bytes, clock.index));
  }

  #passOver(place: Excerpt, reason: string): void {
    const known = this.#passedOver.get(reason);
    if (known !== undefined) known.count += 1;
    else if (this.#passedOver.size < 1000) this.#passedOver.set(reason, { count: 1, example: place });
  }

  /** @returns epoch milliseconds */
  #count(line: SampleLine, time: WrittenTime & Partial<Pick<Stamp, 'zoneName'>>, name: string, text: string): number {
    const instant = this.#times.instant(time.local, packedZone(time));
    this.lastTime = instant;
    this.#first = Math.min(this.#first, instant);
    this.#zones[time.zone === null && (time.zoneName ?? null) === null ? 'missing' : 'written'] += 1;
    if (time.zone === null && (time.zoneName ?? null) === null && instant > this.#newest) {
      this.#newest = instant;
      this.newestZoneless = time;
    }
    this.#last = Math.max(this.#last, instant);
    if (time.yearless) {
      if (isLeapDay(time.local)) this.leapDays += 1;
      this.#yearless += 1;
      this.#years.add(new Date(instant + this.#context.zone.offsetAt(instant)).getUTCFullYear());
    }
    const place = excerptOf(line, text);
    if (isAhead(instant, this.#context.clocks)) this.#ahead.add(instant, place);
    if (isFar(instant, this.#context.clocks)) this.#far.add(instant, place);
    const family = this.#families.get(name);
    if (family !== undefined) family.lines += 1;
    else this.#families.set(name, { lines: 1, example: { ...place, instant: formatInstant(instant) } });
    return instant;
  }

  get facts(): TimeFacts {
    const { zone, zoneIsGiven, isUtc, rules, clocks } = this.#context;
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
        because: rules.year !== null ? 'given' : clocks.modified !== null ? 'modification time' : 'now',
      },
      zoneNames: this.#zoneNames.facts,
      dateOrder: this.#dates.facts,
      ahead: this.#ahead.facts,
      far: this.#far.facts,
      passedOver: [...this.#passedOver]
        .map(([reason, { count, example }]) => ({ reason, count, example }))
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
        .slice(0, MOST_REASONS),
    };
  }
}

export function titleOf(family: string): string {
  return FAMILIES.find(({ name }) => name === family)?.title ?? CUSTOM_FAMILY.title;
}

function isLeapDay(local: number): boolean {
  const date = new Date(local);
  return date.getUTCMonth() === 1 && date.getUTCDate() === 29;
}
