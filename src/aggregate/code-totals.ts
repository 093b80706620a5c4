/** The totals of a tally by code, over all time. Arrays are indexed by code number - 106000. */
import { CODE_COUNT } from '../model/code.js';

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
  for (let code = 0; code < CODE_COUNT; code++) {
    const more = otherUntimed[code]!;
    if (more > 0) {
      untimed[code]! += more;
      events += more;
      errors += more * errorCodes[code]!;
    }
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
  for (let code = 0; code < CODE_COUNT; code++) {
    if (first[code]! < earliest) earliest = first[code]!;
    if (last[code]! > latest) latest = last[code]!;
  }
  return { first: earliest, last: latest };
}
