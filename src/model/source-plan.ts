/**
 * The plan of a scan (`ptk-logscan/plan@1`): everything that is decided before the first line is read, and how the sources
 * are cut into parts. Whoever has it counts any part alone, on any machine, and `merge` knows when all are there.
 */
import type { CodeInfo } from './code.js';
import type { Producer, SummaryOptions } from './summary.js';

export const PLAN_SCHEMA = 'ptk-logscan/plan@1';

export interface PlanDocument {
  readonly schema: typeof PLAN_SCHEMA;
  readonly producer: Producer;
  /** IANA name of the report zone. */
  readonly timeZone: string;
  /** `auto`, or a length such as `1h`. */
  readonly window: string;
  readonly options: SummaryOptions;
  /** All known codes, where they are not those of the program; else null. */
  readonly catalogue: readonly CodeInfo[] | null;
  /** Parts are numbered from 0, source after source. */
  readonly sources: readonly PlannedSource[];
}

export interface PlannedSource {
  readonly name: string;
  /** Bytes on the disk; null: not known, and the source is one part. */
  readonly size: number | null;
  /** As in a partial; null: it is told by who reads the source. */
  readonly digest: string | null;
  /** Modification time in epoch milliseconds, by which years are found that are not written; null: none. */
  readonly modified: number | null;
  /** What parts from its middle need to know of its beginning; null: the source is one part. */
  readonly text: {
    /** Bytes of a byte order mark. */
    readonly mark: number;
    /** Whether its first line declares that times are in UTC. */
    readonly utc: boolean;
    /** Its first 64 KiB in base64, where they name columns; else null. */
    readonly head: string | null;
  } | null;
  /** The bytes at which parts begin: the first is 0, each ends where the next one begins, and the last at the end. */
  readonly parts: readonly number[];
}

/** What has to be known of a source before it is read. */
export interface SourceFacts {
  readonly name: string;
  /** Bytes; null: not known. */
  readonly size: number | null;
  /** Epoch milliseconds; null: not known. */
  readonly modified: number | null;
  /** Its first bytes: 64 KiB, or all there are, where it is to be cut. */
  readonly head: Uint8Array;
  /** Its last bytes, likewise; null: not known. */
  readonly tail: Uint8Array | null;
}

/** The number of a part of a source that is in no plan, as a stream is. */
export const NOT_PLANNED = -1;

export interface PlannedPart {
  readonly number: number;
  readonly source: PlannedSource;
  readonly from: number;
  /** Null: to the end of the source. */
  readonly to: number | null;
}

/** All parts, by number. */
export function partsOf({ sources }: PlanDocument): PlannedPart[] {
  const parts: PlannedPart[] = [];
  for (const source of sources) {
    for (const [i, from] of source.parts.entries()) {
      parts.push({ number: parts.length, source, from, to: source.parts[i + 1] ?? null });
    }
  }
  return parts;
}
