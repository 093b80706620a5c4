/** Divides time into intervals in which a zone keeps one offset, so that few instants have to be looked up. */
import { FARTHEST, type OffsetAt } from './offsets.js';

/** An interval in which a zone keeps one offset. */
export interface OffsetInterval {
  /** Inclusive, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Milliseconds east of UTC. */
  readonly offset: number;
  /** The offset right before `from`: another one at a clock change, the same where the interval was only cut there. */
  readonly before: number;
  /** The offset at `to`. */
  readonly after: number;
}

/** Finds the interval of an instant. */
export type OffsetIntervalAt = (epochMs: number) => OffsetInterval;

/** Time is searched in blocks of 99.4 days, each when it is first asked for. */
const BLOCK = 2 ** 33;
/**
 * Within a block the offset is read every 3.1 days, and a clock change between two unequal ones is found by halving.
 * Two changes that cancel each other within that step would be missed: the closest such pair on record is 4 days apart
 * (Freetown, 1939), the closest since 1970 is 7 (Recife, 2000).
 */
const STEP = 2 ** 28;

/** The only interval of a zone without clock changes. */
export function fixedInterval(offset: number): OffsetIntervalAt {
  const always = { from: -Infinity, to: Infinity, offset, before: offset, after: offset };
  return () => always;
}

export function offsetIntervals(offsetAt: OffsetAt): OffsetIntervalAt {
  const blocks = new Map<number, OffsetInterval[]>();
  const probe = (epochMs: number) => offsetAt(Math.max(-FARTHEST, Math.min(FARTHEST, epochMs)));
  return (epochMs) => {
    const number = Math.floor(epochMs / BLOCK);
    let block = blocks.get(number);
    if (block === undefined) {
      block = cutBlock(number * BLOCK, probe);
      blocks.set(number, block);
    }
    let i = block.length - 1;
    while (i > 0 && epochMs < block[i]!.from) i--;
    return block[i]!;
  };
}

function cutBlock(start: number, offsetAt: OffsetAt): OffsetInterval[] {
  const end = start + BLOCK;
  const intervals: OffsetInterval[] = [];
  let before = offsetAt(start - 1);
  let offset = offsetAt(start);
  let from = start;
  for (let probed = start; probed < end; probed += STEP) {
    const next = probed + STEP;
    const offsetThere = offsetAt(next);
    let low = probed;
    while (offset !== offsetThere) {
      const change = firstChange(low, next, offset, offsetAt);
      if (change === end) break;
      const after = offsetAt(change);
      intervals.push({ from, to: change, offset, before, after });
      before = offset;
      offset = after;
      from = change;
      low = change;
    }
  }
  intervals.push({ from, to: end, offset, before, after: offsetAt(end) });
  return intervals;
}

/** The first millisecond after `low` at which the offset is no longer `offset`; at `high` it is not. */
function firstChange(low: number, high: number, offset: number, offsetAt: OffsetAt): number {
  let same = low;
  let other = high;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}
