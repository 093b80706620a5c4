/**
 * Finds out whether a source's dates were read in the wrong order of day and month: they are far from the source's
 * modification time, and in another order they would be close to it. Reads a few of its lines with the reference.
 */
import { DAY_MS } from '../model/calendar.js';
import { DATE_ORDERS, type DateOrder, type LineRules } from '../model/rules.js';
import { readLine } from '../reference/line.js';
import type { Zone } from '../time/zone.js';
import { packedZone, TimeResolver } from './times.js';

/** With a two-digit year, taking the day for the year shifts a date by years. */
const YEAR_MS = 366 * DAY_MS;
/** The last time in a log is normally within two days of the log's modification time. */
export const NEAR_MS = 2 * DAY_MS;
const MAX_LINES = 50;
const MAX_LINE_LENGTH = 1024;

export interface DatedSource {
  /** The last timestamp as it was read, and the modification time, both in epoch milliseconds. */
  readonly lastTime: number;
  readonly written: number;
}

export interface OrderHint {
  readonly order: DateOrder;
  /** One time as it was read, and in the hinted order, in epoch milliseconds. */
  readonly read: number;
  readonly corrected: number;
}

/**
 * @param source a source whose last timestamp is suspiciously far from its modification time
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
    const pairs: LineReadings[] = [];
    let isPossible = true;
    for (const line of lines) {
      const { time: read, wall } = readingOf(line, rules.dateOrder);
      const { time: corrected, wall: other, otherOrder } = readingOf(line, order);
      if (read === null || read === corrected) continue;
      // An order is ruled out by a line that has no time in it, and by one such as `25/11/26`, which reads with the month
      // first only because a number over 12 is a day in any order.
      if (corrected === null || otherOrder) isPossible = false;
      else pairs.push({ read, corrected, isSwapped: swapped(wall) === other });
    }
    const hint = isPossible && pairs.length > 0 ? hintOf(source, pairs, zone) : null;
    if (hint !== null) return { order, ...hint };
  }
  return null;
}

/** For a text without any time read so far: the order in which it has times; null where none has. One character a byte. */
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

/** The first lines of the text. The last line of a long text is left out, as it may be cut off. */
function linesOf(text: string): string[] {
  return text
    .split('\n', MAX_LINES)
    .slice(0, text.length > MAX_LINE_LENGTH ? -1 : undefined)
    .map((line) => line.slice(0, MAX_LINE_LENGTH));
}

type ReadTimes = Pick<OrderHint, 'read' | 'corrected'>;
/** One line's time in the two orders, and whether they differ only by day and month being swapped. */
type LineReadings = ReadTimes & { readonly isSwapped: boolean };

function hintOf({ lastTime, written }: DatedSource, pairs: readonly LineReadings[], zone: Zone): ReadTimes | null {
  const distance = (time: number) => Math.abs(time - written);
  if (pairs.every(({ read, corrected }) => distance(read) > YEAR_MS && distance(corrected) <= YEAR_MS)) {
    const { read, corrected } = pairs.at(-1)!;
    return { read, corrected };
  }
  if (!pairs.every(({ isSwapped }) => isSwapped)) return null;
  const wall = swapped(lastTime + zone.offsetAt(lastTime));
  const corrected = wall === null ? null : zone.toInstant(wall);
  return corrected !== null && distance(corrected) <= NEAR_MS ? { read: lastTime, corrected } : null;
}

/** A wall-clock time with day and month swapped; null where the day is over 12. */
function swapped(wall: number): number | null {
  const local = new Date(wall);
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  if (day > 12) return null;
  return local.setUTCMonth(day - 1, month + 1);
}
