/** The totals of a tally by code, over all time. Arrays are indexed by code number - 106000. */
import { usedCodes } from './used-codes.js';

interface CodeTotals {
  /** Events without a time. */
  readonly untimed: Float64Array;
  /** Earliest and latest time in epoch milliseconds; Infinity and -Infinity where there is none. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** @returns how many events without a time came from `other`, and how many of them are errors */
export function mergeCodeTotals(
  into: CodeTotals,
  other: CodeTotals,
  errorCodes: Uint8Array,
): { events: number; errors: number } {
  const { untimed, first, last } = into;
  const { untimed: otherUntimed, first: otherFirst, last: otherLast } = other;
  let [events, errors] = [0, 0];
  for (const code of usedCodes(otherUntimed, 0)) {
    const more = otherUntimed[code]!;
    untimed[code]! += more;
    events += more;
    errors += more * errorCodes[code]!;
  }
  for (const code of usedCodes(otherFirst, Number.POSITIVE_INFINITY)) {
    const earlier = otherFirst[code]!;
    const later = otherLast[code]!;
    if (earlier < first[code]!) first[code] = earlier;
    if (later > last[code]!) last[code] = later;
  }
  return { events, errors };
}

/** The earliest and the latest time of all codes; Infinity and -Infinity where no event has one. */
export function spanOf({ first, last }: Pick<CodeTotals, 'first' | 'last'>): { first: number; last: number } {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const code of usedCodes(first, Number.POSITIVE_INFINITY)) {
    if (first[code]! < earliest) earliest = first[code]!;
    if (last[code]! > latest) latest = last[code]!;
  }
  return { first: earliest, last: latest };
}
