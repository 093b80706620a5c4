/** Puts counts that come minute after minute into cells of an hour and a code. */
import { MINUTE_MS } from '../../model/calendar.js';
import { CODE_COUNT, FIRST_CODE } from '../../model/code.js';
import type { Cutter } from '../../time/windows.js';
import type { HourCells } from '../changes.js';
import { type HourRun, hourRuns } from './hour-runs.js';

/** Counts by minute and code, as parallel arrays. Rows of an hour are together, if not all of them. */
export interface CountRows {
  /** The first instants of the minutes, in epoch milliseconds. */
  readonly minutes: ArrayLike<number>;
  /** As indexes (number - 106000). */
  readonly codes: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  /** Times of the first and of the last event of each row; infinite where not known. */
  readonly firsts: ArrayLike<number>;
  readonly lasts: ArrayLike<number>;
}

/** Times of the first and the last event of each code, by its index, in an hour. */
export type HourSpans = Map<number, { first: number; last: number }>;

const NO_SPANS: ReadonlyMap<number, HourSpans> = new Map();

/** By code index: how many rows, then where its first number is; where its next one goes; its sum and its times. */
interface Tables {
  readonly begins: Int32Array;
  readonly next: Int32Array;
  readonly sums: Float64Array;
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
}

/** Made once: 130 kB, which are a lot for each of many small files. `begins` is 0 between two calls. */
let made: Tables | null = null;

function tables(): Tables {
  made ??= {
    begins: new Int32Array(CODE_COUNT),
    next: new Int32Array(CODE_COUNT),
    sums: new Float64Array(CODE_COUNT),
    firsts: new Float64Array(CODE_COUNT),
    lasts: new Float64Array(CODE_COUNT),
  };
  return made;
}

/** Cells as they are made, column by column. */
class Columns {
  readonly hours: number[] = [];
  readonly codes: number[] = [];
  readonly sums: number[] = [];
  readonly firsts: number[] = [];
  readonly lasts: number[] = [];
  readonly ends: number[] = [];
}

/**
 * Loops over plain numbers: a first read of 1 GB has 200,000 rows, which are too few for V8 to optimize several functions
 * that call each other.
 *
 * @param hours those of the history's zone
 * @param spans by hour (its first instant), for rows that do not know their times
 */
export function hourCells(rows: CountRows, hours: Cutter, spans = NO_SPANS): HourCells {
  const all = new Columns();
  const minutes = new Float64Array(rows.minutes.length * 2);
  let size = 0;
  for (const { start, from, to } of hourRuns(rows.minutes, hours)) {
    size = addRun(rows, { start, from, to, spans: spans.get(start) }, all, minutes, size);
  }
  return {
    hours: Float64Array.from(all.hours),
    codes: Int32Array.from(all.codes),
    sums: Float64Array.from(all.sums),
    firsts: Float64Array.from(all.firsts),
    lasts: Float64Array.from(all.lasts),
    ends: Int32Array.from(all.ends),
    // A copy: of a view, a thread would send all that is behind it.
    minutes: size === minutes.length ? minutes : minutes.slice(0, size),
  };
}

/** Adds the cells of one hour, their numbers from `size` on. @returns where they end */
function addRun(
  { minutes, codes, counts, firsts, lasts }: CountRows,
  { start, from, to, spans }: HourRun & { readonly spans: HourSpans | undefined },
  all: Columns,
  numbers: Float64Array,
  size: number,
): number {
  const { begins, next, sums, firsts: first, lasts: last } = tables();
  const used: number[] = [];
  let isInOrder = true;
  for (let i = from; i < to; i++) {
    const code = codes[i]!;
    if (begins[code] === 0) used.push(code);
    begins[code]! += 1;
    if (i > from && minutes[i]! < minutes[i - 1]!) isInOrder = false;
  }
  let room = size;
  for (const code of used) {
    next[code] = room;
    room += 2 * begins[code]!;
    begins[code] = next[code]!;
    sums[code] = 0;
    first[code] = Number.POSITIVE_INFINITY;
    last[code] = Number.NEGATIVE_INFINITY;
  }
  const order = isInOrder ? null : byMinute(minutes, from, to);
  for (let n = from; n < to; n++) {
    const i = order === null ? n : order[n - from]!;
    const code = codes[i]!;
    const at = next[code]!;
    const minute = Math.floor((minutes[i]! - start) / MINUTE_MS);
    const count = counts[i]!;
    sums[code]! += count;
    if (firsts[i]! < first[code]!) first[code] = firsts[i]!;
    if (lasts[i]! > last[code]!) last[code] = lasts[i]!;
    if (at > begins[code]! && numbers[at - 2] === minute) {
      numbers[at - 1]! += count;
    } else {
      numbers[at] = minute;
      numbers[at + 1] = count;
      next[code] = at + 2;
    }
  }
  let end = size;
  for (const code of used) {
    const begin = begins[code]!;
    begins[code] = 0;
    // Several rows of a minute are one: their room is closed.
    if (begin !== end) numbers.copyWithin(end, begin, next[code]!);
    end += next[code]! - begin;
    const span = spans?.get(code);
    all.hours.push(start);
    all.codes.push(code + FIRST_CODE);
    all.sums.push(sums[code]!);
    all.firsts.push(span === undefined ? first[code]! : Math.min(first[code]!, span.first));
    all.lasts.push(span === undefined ? last[code]! : Math.max(last[code]!, span.last));
    all.ends.push(end);
  }
  return end;
}

/** The numbers of the rows, by minute. */
function byMinute(minutes: ArrayLike<number>, from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => minutes[a]! - minutes[b]!);
}
