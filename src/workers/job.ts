/** What every thread of a run is told, as plain data, and what it brings back. */
import type { Head, TallyData } from '../aggregate/tally.js';
import type { EvidenceData, EvidencePlan } from '../check/evidence.js';
import type { LineFormat } from '../model/line-format.js';
import type { WindowChoice } from '../model/window.js';
import type { PieceReading } from './piece.js';
import type { Piece } from './pieces.js';

export interface Job {
  /** The compiled kernel, which threads share. */
  readonly module: WebAssembly.Module;
  readonly pieces: readonly Piece[];
  readonly codeKeys: readonly string[];
  readonly ignoreKeys: readonly string[];
  readonly dateOrder: 'mdy' | 'dmy';
  readonly year: number | null;
  readonly count: 'lines' | 'occurrences';
  readonly format: LineFormat | null;
  /** Name of the report zone. */
  readonly timeZone: string;
  readonly window: WindowChoice;
  readonly since: number | null;
  readonly until: number | null;
  /** Events from then on lie in the future, in epoch milliseconds. */
  readonly future: number;
  /** By code index, 1 where the catalogue has the code, where it is wanted, and where it is an error. */
  readonly known: Uint8Array;
  readonly selected: Uint8Array | null;
  /** What to keep of where events stand; null: nothing. */
  readonly evidence: EvidencePlan | null;
  /** Keys that events are grouped by, lower case; none to two. */
  readonly groupKeys: readonly string[];
  /** By code index, 1 where the code is an error. */
  readonly errorCodes: Uint8Array;
}

/** What a thread is sent to begin with. */
export interface Order {
  readonly job: Job;
  /** See `share.ts`. */
  readonly share: SharedArrayBuffer;
  /** Its number, from 1. */
  readonly thread: number;
}

/** One piece, read. */
export interface PieceResult extends PieceReading {
  readonly piece: number;
  /** Events of the piece that a tally has counted. */
  readonly events: number;
  /** Events before the first timestamp of the piece: not counted yet, their time is an earlier piece's. */
  readonly head: Head;
  /** The text of a line whose date only the other date order allows, or null. */
  readonly otherOrder: string | null;
}

export interface ThreadResult {
  readonly results: readonly PieceResult[];
  readonly tally: TallyData;
  readonly evidence: EvidenceData | null;
}
