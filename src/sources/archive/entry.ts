/** One entry of an archive, as the archive's reader finds it. */
import type { RawBytes } from '../decode.js';

export interface ArchiveEntry {
  /** As the archive writes it: it may hold any characters. */
  readonly path: string;
  /** Modification time in epoch milliseconds; null where the archive has none. */
  readonly modified: number | null;
  /**
   * To be read before the next entry is asked for. An error says why they cannot be read; null: another thread reads
   * them.
   */
  readonly bytes: RawBytes | Error | null;
}

/** Some writers have no time to give, and write the first one that the format can hold: `first`. */
export function timeOf(date: Date | undefined, first: number): number | null {
  const time = date?.getTime() ?? Number.NaN;
  return time > first ? time : null;
}

/** A range of members, by their number in the directory: from inclusive, to exclusive. */
export interface MemberRange {
  readonly from: number;
  readonly to: number;
}
