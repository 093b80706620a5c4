/** What evidence of events is kept, and how: plain data, which threads send each other. */
import type { EventBatch } from '../model/event.js';
import type { TimeLimits } from '../model/filter.js';

/** What to keep. Events that the limits leave out are no evidence. */
export interface EvidencePlan extends TimeLimits {
  /** 1 for each code (by number - 106000) that a rule looks at. */
  readonly wanted: Uint8Array;
  /** How many first lines are kept of each code. */
  readonly lines: number;
  /** The first line in each interval of this many milliseconds is kept as well; null: it is not. */
  readonly interval: number | null;
  /** Values that lines are kept of: by which of the batch's groups (from 0), which value, which codes (1 each). */
  readonly values: readonly { readonly group: number; readonly value: string; readonly wanted: Uint8Array }[];
}

/** Where one event stands. */
export interface Location {
  readonly source: string;
  /** The piece of the input that it was read in, in input order. */
  readonly piece: number;
  /** From 1, counted from the start of the piece. */
  readonly line: number;
  /** Byte of the line's start in the decompressed text of the source. */
  readonly offset: number;
  /** Milliseconds since 1970-01-01T00:00:00Z; NaN: untimed. */
  readonly time: number;
  readonly code: number;
}

/** What one thread has kept. Each list is in input order. */
export interface EvidenceData {
  /** The first locations of each code. */
  readonly firsts: readonly Location[];
  /** Likewise, of events whose time an earlier piece decides. */
  readonly undated: readonly Location[];
  /** The first location of each code in each interval. */
  readonly byInterval: readonly Location[];
  /** Length of an interval, in milliseconds; 0: none were kept. */
  readonly interval: number;
  /** By the plan's values. */
  readonly values: readonly { readonly firsts: readonly Location[]; readonly undated: readonly Location[] }[];
}

/** Of all codes together; 4096 locations are about 0.5 MB. */
export const MAX_INTERVALS = 4096;

export function locationOf(batch: EventBatch, i: number, piece: number): Location {
  return {
    source: batch.source,
    piece,
    line: batch.lines[i]!,
    offset: batch.offsets[i]!,
    time: batch.times[i]!,
    code: batch.codes[i]!,
  };
}

/** The first location of each interval, by the interval's number; NaN is that of the untimed ones. */
export function firstOfEach(locations: Iterable<Location>, interval: number): Map<number, Location> {
  const firsts = new Map<number, Location>();
  for (const location of locations) {
    const number = Math.floor(location.time / interval);
    if (!firsts.has(number)) firsts.set(number, location);
  }
  return firsts;
}
