/**
 * Whether a source's dates were read in the wrong order: they lie far from when it was last written to, and another
 * order would put them next to it. Looked at once a source, with some of its lines and the reference.
 */
import { DAY_MS } from '../model/calendar.js';
import { DATE_ORDERS, type DateOrder, type LineRules } from '../model/rules.js';
import { readLine } from '../reference/line.js';
import type { Zone } from '../time/zone.js';
import { packedZone } from './custom-format/time-reader.js';
import { TimeResolver } from './times.js';

/** What dates with two digits of year are off by when the day is taken for the year. */
const YEAR = 366 * DAY_MS;
/** A log's last time is mostly so near to when it was last written to. */
export const NEAR_MS = 2 * DAY_MS;
const MOST_LINES = 50;
const LONGEST_LINE = 1024;

export interface DatedSource {
  /** Of its last timestamp as it was read, and when it was last written to, both in epoch milliseconds. */
  readonly lastTime: number;
  readonly written: number;
}

export interface OrderHint {
  readonly order: (typeof DATE_ORDERS)[number];
  /** A time as it was read, and as it would be, in epoch milliseconds. */
  readonly read: number;
  readonly would: number;
}

/**
 * @param source whose last timestamp lies clearly further from its end than a log's does
 * @param text its beginning, one character a byte
 */
export function orderHint(source: DatedSource, text: string, rules: LineRules, zone: Zone): OrderHint | null {
  const lines = linesOf(text);
  const times = new TimeResolver(zone, source.written);
  const readingOf = (line: string, order: DateOrder | null) => {
    const { timestamp, otherOrder } = readLine(Buffer.from(line, 'latin1'), { ...rules, dateOrder: order });
    const time = timestamp && times.instant(timestamp.local, packedZone(timestamp));
    return { time, wall: timestamp?.local ?? 0, otherOrder };
  };
  for (const order of DATE_ORDERS.filter((each) => each !== rules.dateOrder)) {
    const pairs: Pair[] = [];
    let isPossible = true;
    for (const line of lines) {
      const { time: read, wall } = readingOf(line, rules.dateOrder);
      const { time: would, wall: other, otherOrder } = readingOf(line, order);
      if (read === null || read === would) continue;
      // `25/11/26` reads with the month first, too, as what is over 12 is a day: but it is not that order that is meant.
      if (would === null || otherOrder) isPossible = false;
      else pairs.push({ read, would, isSwapped: swapped(wall) === other });
    }
    const hint = isPossible && pairs.length > 0 ? hintOf(source, pairs, zone) : null;
    if (hint !== null) return { order, ...hint };
  }
  return null;
}

/** The order that reads times in a text of which none was read, one character a byte; null where none does. */
export function orderThatReads(text: string, rules: LineRules): DateOrder | null {
  const counts = DATE_ORDERS.filter((each) => each !== rules.dateOrder).map((dateOrder) => {
    const read = linesOf(text).filter(
      (line) => readLine(Buffer.from(line, 'latin1'), { ...rules, dateOrder }).timestamp !== null,
    );
    return { dateOrder, lines: read.length };
  });
  const best = counts.reduce((a, b) => (b.lines > a.lines ? b : a));
  return best.lines > 0 ? best.dateOrder : null;
}

/** Some lines of the text, the last one of a long text left out: it may be cut off. */
function linesOf(text: string): string[] {
  return text
    .split('\n', MOST_LINES)
    .slice(0, text.length > LONGEST_LINE ? -1 : undefined)
    .map((line) => line.slice(0, LONGEST_LINE));
}

/** One line's time in the two orders, and whether day and month only change places. */
type Times = Pick<OrderHint, 'read' | 'would'>;
type Pair = Times & { readonly isSwapped: boolean };

function hintOf({ lastTime, written }: DatedSource, pairs: readonly Pair[], zone: Zone): Times | null {
  const distance = (time: number) => Math.abs(time - written);
  if (pairs.every(({ read, would }) => distance(read) > YEAR && distance(would) <= YEAR)) {
    const { read, would } = pairs.at(-1)!;
    return { read, would };
  }
  if (!pairs.every(({ isSwapped }) => isSwapped)) return null;
  const wall = swapped(lastTime + zone.offsetAt(lastTime));
  const would = wall === null ? null : zone.toInstant(wall);
  return would !== null && distance(would) <= NEAR_MS ? { read: lastTime, would } : null;
}

/** A wall-clock time with day and month in each other's place; null where there is no such month. */
function swapped(wall: number): number | null {
  const local = new Date(wall);
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  if (day > 12) return null;
  return local.setUTCMonth(day - 1, month + 1);
}
