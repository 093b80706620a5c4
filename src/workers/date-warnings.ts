/** What is told of dates that another order would read: a few lines, however many sources there are. */
import { fstatSync, statSync } from 'node:fs';
import { DAY_MS } from '../model/calendar.js';
import type { RunContext } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import { orderNeededBy } from '../scan/impossible-date.js';
import { beginningOf } from '../sources/beginning.js';
import { spanWords } from '../text/span.js';
import { formatInZone } from '../time/instants.js';
import type { Zone } from '../time/zone.js';
import type { PieceResult } from './scan-job.js';

/** So many sources are named. */
const FEW = 3;
/** So many are looked at again. */
const MOST_LOOKS = 8;
/** From there on a log is looked at again: day and month in each other's place move a date by a month, but for a few. */
const FAR_MS = 20 * DAY_MS;

/** A date that an order is needed for. */
const ORDERED_DATE = /(?<!\d)\d{1,2}([/-])\d{1,2}\1\d{2}(?:\d{2})?(?!\d)/;

export interface DatesRead {
  readonly rules: LineRules;
  readonly zone: Zone;
  readonly results: readonly PieceResult[];
}

/**
 * Warns of sources with a date that only the other order reads, of those that another order puts where they belong, and of
 * those without a time that an order reads times in: dates of two-digit years need one.
 */
export async function warnOfDates(read: DatesRead, run: RunContext): Promise<void> {
  const told = warnOfImpossible(read, run);
  let looks = 0;
  let warned = 0;
  for (const { name, beginning } of untimed(read)) {
    if (++looks > MOST_LOOKS || warned === FEW || run.signal.aborted) break;
    const text = beginning ?? (writtenAt(name) === null ? null : await beginningOf(name));
    if (text === null || !ORDERED_DATE.test(text)) continue;
    const { orderThatReads } = await import('../scan/date-order.js');
    const order = orderThatReads(text, read.rules);
    if (order === null) continue;
    warned += 1;
    run.warn(`${shown(name)}: none of its lines has a time; with --date-order ${order} its dates are read`);
  }
  for (const [name, { lastTime, beginning }] of lastOfEach(read)) {
    if (told.has(name)) continue;
    const written = writtenAt(name);
    const source = { lastTime, written: written ?? run.now() };
    if (!(Math.abs(lastTime - source.written) > FAR_MS) || run.signal.aborted) continue;
    if (++looks > MOST_LOOKS || warned === FEW) break;
    const text = written === null ? beginning : await beginningOf(name);
    if (text === null || !ORDERED_DATE.test(text)) continue;
    // Loaded only here: an old log is nothing odd, and the reference takes as long to load as a small log to scan.
    const { orderHint } = await import('../scan/date-order.js');
    const hint = orderHint(source, text, read.rules, read.zone);
    if (hint === null) continue;
    warned += 1;
    const day = (time: number) => formatInZone(time, read.zone).slice(0, 10);
    const distance = hint.read - source.written;
    const where = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'}`;
    run.warn(
      `${shown(name)}: its dates are read as ${day(hint.read)}, ${where} ${written === null ? 'now' : 'the file was written'}; ` +
        `with --date-order ${hint.order} they are ${day(hint.would)}`,
    );
  }
}

/** @returns the sources that have such a date */
function warnOfImpossible({ rules, results }: DatesRead, run: RunContext): ReadonlySet<string> {
  const told = new Set<string>();
  for (const { name, otherOrder } of results) {
    if (otherOrder === null || told.has(name)) continue;
    told.add(name);
    if (told.size > FEW) continue;
    const order = orderNeededBy(otherOrder, rules);
    run.warn(`${shown(name)}: a date that is only possible with --date-order ${order}: ${otherOrder}`);
  }
  if (told.size > FEW) run.warn(`${told.size - FEW} more sources have dates that are only possible with that order`);
  return told;
}

function shown(name: string): string {
  return name === '-' ? 'standard input' : name;
}

/** The first piece with codes of each source of which no piece has a time. */
function untimed({ results }: DatesRead): readonly PieceResult[] {
  const first = new Map<string, PieceResult>();
  for (const result of results) if (result.matchedLines > 0 && !first.has(result.name)) first.set(result.name, result);
  for (const { name, lastTime } of results) if (!Number.isNaN(lastTime)) first.delete(name);
  return [...first.values()];
}

/** The last piece with a time of each source that was read. */
function lastOfEach({ results }: DatesRead): ReadonlyMap<string, PieceResult> {
  const last = new Map<string, PieceResult>();
  for (const result of results) if (!Number.isNaN(result.lastTime)) last.set(result.name, result);
  return last;
}

/** Modification time in epoch milliseconds; null for what is no file, or cannot be looked at. */
function writtenAt(name: string): number | null {
  try {
    const stats = name === '-' ? fstatSync(0) : statSync(name);
    return stats.isFile() ? stats.mtimeMs : null;
  } catch {
    return null;
  }
}
