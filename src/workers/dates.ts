/** What is told of dates that another order would read: a few lines, however many sources there are. */
import { fstatSync, statSync } from 'node:fs';
import type { RunContext } from '../model/plan.js';
import { beginningOf } from '../sources/beginning.js';
import { formatInZone } from '../time/instants.js';
import { spanWords } from '../time/span.js';
import type { Zone } from '../time/zone.js';
import type { Job, PieceResult } from './job.js';
import type { Piece } from './pieces.js';

/** So many sources are named. */
const FEW = 3;
/** So many are looked at again. */
const MOST_LOOKS = 8;
/** From there on a log is looked at again: day and month in each other's place move a date by a month, but for a few. */
const FAR_MS = 20 * 86_400_000;

/** A date that an order is needed for. */
const ORDERED_DATE = /(?<!\d)\d{1,2}([/-])\d{1,2}\1\d{2}(?:\d{2})?(?!\d)/;

export interface DatesRead {
  readonly rules: Pick<Job, 'dateOrder' | 'year'>;
  readonly zone: Zone;
  readonly pieces: readonly Piece[];
  readonly results: readonly PieceResult[];
}

/** Warns of sources with a date that only the other order reads, and of those that another order puts where they belong. */
export async function warnOfDates(read: DatesRead, run: RunContext): Promise<void> {
  const told = warnOfImpossible(read, run);
  const names = new Map(read.pieces.map(({ input, name }) => [input, name]));
  let looks = 0;
  let warned = 0;
  for (const [input, { lastTime, beginning }] of lastOfEach(read)) {
    if (told.has(input)) continue;
    const name = names.get(input)!;
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

/** @returns the inputs that have such a date */
function warnOfImpossible({ rules, pieces, results }: DatesRead, run: RunContext): ReadonlySet<number> {
  const other = rules.dateOrder === 'mdy' ? 'dmy' : 'mdy';
  const told = new Set<number>();
  for (const { piece, otherOrder } of results) {
    const { input, name } = pieces[piece]!;
    if (otherOrder === null || told.has(input)) continue;
    told.add(input);
    if (told.size > FEW) continue;
    run.warn(`${shown(name)}: a date that is only possible with --date-order ${other}: ${otherOrder}`);
  }
  if (told.size > FEW) run.warn(`${told.size - FEW} more sources have dates that are only possible with that order`);
  return told;
}

function shown(name: string): string {
  return name === '-' ? 'standard input' : name;
}

/** The last piece with a time of each input that was read. */
function lastOfEach({ pieces, results }: DatesRead): ReadonlyMap<number, PieceResult> {
  const last = new Map<number, PieceResult>();
  for (const result of results) if (!Number.isNaN(result.lastTime)) last.set(pieces[result.piece]!.input, result);
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
