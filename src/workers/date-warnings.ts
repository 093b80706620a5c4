/** Warns where dates seem to be read in the wrong order of day and month: at most a few warnings a run. */

import { fstatSync, statSync } from 'node:fs';
import { DAY_MS } from '../model/calendar.js';
import type { RunContext } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import { impossibleDate } from '../scan/impossible-date.js';
import { beginningOf } from '../sources/beginning.js';
import { sourceName } from '../text/source-name.js';
import { spanWords } from '../text/span.js';
import { formatInZone } from '../time/instants.js';
import type { Zone } from '../time/zone.js';
import type { PieceResult } from './scan-job.js';

/** At most this many sources are named in warnings. */
const MAX_NAMED = 3;
/** At most this many sources are read again to check their dates. */
const MAX_READ_AGAIN = 8;
/**
 * A log whose last time is further from its modification time than 20 days is checked. Swapping day and month moves
 * nearly every date by a month or more.
 */
const SUSPECT_DISTANCE_MS = 20 * DAY_MS;

/** A date of numbers whose reading depends on the order. */
const ORDERED_DATE = /(?<!\d)\d{1,2}([/-])\d{1,2}\1\d{2}(?:\d{2})?(?!\d)/;

export interface DatesRead {
  readonly rules: LineRules;
  readonly zone: Zone;
  readonly results: readonly PieceResult[];
}

/**
 * Warns of three kinds of sources: those with a date that is possible only in the other order; those without any time,
 * whose dates another order could read (dates with a two-digit year need one); and those whose dates are far from the
 * file's modification time, where another order brings them close.
 */
export async function warnOfDates(read: DatesRead, run: RunContext): Promise<void> {
  const reported = warnOfImpossible(read, run);
  let readAgain = 0;
  let warned = 0;
  for (const { name, beginning } of untimed(read)) {
    if (++readAgain > MAX_READ_AGAIN || warned === MAX_NAMED || run.signal.aborted) break;
    const text = beginning ?? (writtenAt(name) === null ? null : await beginningOf(name));
    if (text === null || !ORDERED_DATE.test(text)) continue;
    const { orderThatReads } = await import('../scan/date-order.js');
    const order = orderThatReads(text, read.rules);
    if (order === null) continue;
    warned += 1;
    run.warn(`${sourceName(name)}: none of its lines has a time; with --date-order ${order} its dates are read`);
  }
  for (const [name, { lastTime, beginning }] of lastOfEach(read)) {
    if (reported.has(name)) continue;
    const written = writtenAt(name);
    const source = { lastTime, written: written ?? run.now() };
    if (!(Math.abs(lastTime - source.written) > SUSPECT_DISTANCE_MS) || run.signal.aborted) continue;
    if (++readAgain > MAX_READ_AGAIN || warned === MAX_NAMED) break;
    const text = written === null ? beginning : await beginningOf(name);
    if (text === null || !ORDERED_DATE.test(text)) continue;
    // Loaded only here: the reference takes as long to load as a small log to scan.
    const { orderHint } = await import('../scan/date-order.js');
    const hint = orderHint(source, text, read.rules, read.zone);
    if (hint === null) continue;
    warned += 1;
    const day = (time: number) => formatInZone(time, read.zone).slice(0, 10);
    const distance = hint.read - source.written;
    const where = `${spanWords(Math.abs(distance))} ${distance < 0 ? 'before' : 'after'}`;
    run.warn(
      `${sourceName(name)}: its dates are read as ${day(hint.read)}, ${where} ${written === null ? 'now' : 'the file was written'}; ` +
        `with --date-order ${hint.order} they are ${day(hint.corrected)}`,
    );
  }
}

/** @returns the sources with a date that is possible only in the other order */
function warnOfImpossible({ rules, results }: DatesRead, run: RunContext): ReadonlySet<string> {
  const reported = new Set<string>();
  for (const { name, otherOrder } of results) {
    if (otherOrder === null || reported.has(name)) continue;
    reported.add(name);
    if (reported.size > MAX_NAMED) continue;
    run.warn(`${sourceName(name)}: ${impossibleDate(otherOrder, rules)}`);
  }
  if (reported.size > MAX_NAMED)
    run.warn(`${reported.size - MAX_NAMED} more sources have dates that are only possible with that order`);
  return reported;
}

/** For each source without any time: its first piece with codes. */
function untimed({ results }: DatesRead): readonly PieceResult[] {
  const first = new Map<string, PieceResult>();
  for (const result of results) if (result.matchedLines > 0 && !first.has(result.name)) first.set(result.name, result);
  for (const { name, lastTime } of results) if (!Number.isNaN(lastTime)) first.delete(name);
  return [...first.values()];
}

/** The last piece with a time of each source. */
function lastOfEach({ results }: DatesRead): ReadonlyMap<string, PieceResult> {
  const last = new Map<string, PieceResult>();
  for (const result of results) if (!Number.isNaN(result.lastTime)) last.set(result.name, result);
  return last;
}

/** Modification time in epoch milliseconds; null where there is no such file or its status cannot be read. */
function writtenAt(name: string): number | null {
  try {
    const stats = name === '-' ? fstatSync(0) : statSync(name);
    return stats.isFile() ? stats.mtimeMs : null;
  } catch {
    return null;
  }
}
