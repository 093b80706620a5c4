/** The bins of a partial result as rows of a history. */
import { MINUTE_MS } from '../model/calendar.js';
import type { PartialCounts } from '../model/partial.js';

export interface CountedMinutes {
  /** Parallel arrays, ascending by minute: its start in epoch milliseconds, the code, the count. */
  readonly minutes: readonly number[];
  readonly codes: readonly number[];
  readonly counts: readonly number[];
  /** How many events have a time. */
  readonly events: number;
  /** Times of the first and the last of them; null: there is none. */
  readonly span: { readonly begins: number | null; readonly ends: number | null };
}

/** A bin that is longer than a minute counts in its first one. */
export function countedMinutes({ bins, spans }: PartialCounts): CountedMinutes {
  const minutes: number[] = [];
  let start = 0;
  for (const [bin, step] of bins.starts.entries()) {
    start += step;
    const minute = Math.floor(start / MINUTE_MS) * MINUTE_MS;
    for (let n = bins.sizes[bin]!; n > 0; n--) minutes.push(minute);
  }
  let [begins, ends] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < spans.length; i += 3) {
    begins = Math.min(begins, spans[i + 1]!);
    ends = Math.max(ends, spans[i + 2]!);
  }
  return {
    minutes,
    codes: bins.codes,
    counts: bins.counts,
    events: bins.counts.reduce((all, n) => all + n, 0),
    span: begins <= ends ? { begins, ends } : { begins: null, ends: null },
  };
}
