/** One thing in an archive, as its reader finds it. */
import type { RawBytes } from '../decode.js';

export interface Entry {
  /** As the archive has it: it may hold anything. */
  readonly path: string;
  /** Modification time in epoch milliseconds; null where the archive tells none. */
  readonly modified: number | null;
  /** To be read before the next entry is asked for; or why they cannot be; null: somebody else reads them. */
  readonly bytes: RawBytes | Error | null;
}

/** Some writers have no time to give, and give the first one that the format has. */
export function timeOf(date: Date | undefined, first: number): number | null {
  const time = date?.getTime() ?? Number.NaN;
  return time > first ? time : null;
}

/** Members by their number in the directory: from, and up to without. */
export interface Share {
  readonly from: number;
  readonly to: number;
}
