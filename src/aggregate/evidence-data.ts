/** The data of evidence: which locations of events to keep, and those kept. Plain data, sent between threads. */
import type { EventBatch } from '../model/event.js';
import type { TimeLimits } from '../model/filter.js';
import { lineText } from '../text/line-text.js';

/** Which locations to keep. Events outside of the time limits are ignored. */
export interface EvidencePlan extends TimeLimits {
  /** 1 for each code (by number - 106000) that a rule counts. */
  readonly wanted: Uint8Array;
  /** How many locations are kept of each code, and of each value: the first ones. */
  readonly lines: number;
  readonly valueLines: number;
  /** The first location in each interval of this many milliseconds is kept as well; null: none. */
  readonly interval: number | null;
  /** Values of `--by` keys to keep locations of: the key's position in the batch's groups, the value, the codes. */
  readonly values: readonly { readonly group: number; readonly value: string; readonly wanted: Uint8Array }[];
}

/** Where one event is. */
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
  /** The line, cut where it is long; null where it was not to be had. */
  readonly text: string | null;
}

/** The locations that one thread has kept. Each list is in input order. */
export interface EvidenceData {
  /** The first locations of each code. */
  readonly firsts: readonly Location[];
  /** The first locations of events that inherit their time from an earlier piece. */
  readonly undated: readonly Location[];
  /** The first location of each code in each interval. */
  readonly byInterval: readonly Location[];
  /** Length of an interval, in milliseconds; 0: none were kept. */
  readonly interval: number;
  /** One entry for each of the plan's values. */
  readonly values: readonly { readonly firsts: readonly Location[]; readonly undated: readonly Location[] }[];
}

/** For all codes together, to bound memory: 4096 locations take about 0.5 MB. */
export const MAX_INTERVALS = 4096;

export function locationOf(batch: EventBatch, i: number, piece: number): Location {
  return {
    source: batch.source,
    piece,
    line: batch.lines[i]!,
    offset: batch.offsets[i]!,
    time: batch.times[i]!,
    code: batch.codes[i]!,
    text: batch.lineBytes === undefined ? null : lineText(batch.lineBytes(i)),
  };
}

/** The order of the input, for pieces of which each is counted from its start. */
export function inOrder(a: Location, b: Location): number {
  return a.piece - b.piece || a.line - b.line;
}

/** The first `most` of the locations, in the order of the input. */
export function firstOf(locations: readonly Location[], most: number): Location[] {
  return [...locations].sort(inOrder).slice(0, most);
}

/** The first location of each interval, by the interval's number; NaN is the number for untimed events. */
export function firstOfEach(locations: Iterable<Location>, interval: number): Map<number, Location> {
  const firsts = new Map<number, Location>();
  for (const location of locations) {
    const number = Math.floor(location.time / interval);
    if (!firsts.has(number)) firsts.set(number, location);
  }
  return firsts;
}
