/** What every thread of a run is told, as plain data, and what it brings back. */

import type { EvidenceData, EvidencePlan } from '../aggregate/evidence.js';
import type { TallyData, UndatedEvents } from '../aggregate/tally.js';
import type { LineFormat } from '../model/line-format.js';
import type { LineRules } from '../model/rules.js';
import type { WindowChoice } from '../model/window.js';
import type { UnreadNotes } from '../scan/custom-format/unread-notes.js';
import type { Piece } from './pieces.js';
import type { PieceReading } from './scan-piece.js';

export interface ScanJob {
  /** The compiled kernel, which threads share. */
  readonly module: WebAssembly.Module;
  readonly pieces: readonly Piece[];
  readonly rules: LineRules;
  readonly count: 'lines' | 'occurrences';
  readonly format: LineFormat | null;
  /** Name of the report zone. */
  readonly timeZone: string;
  readonly window: WindowChoice;
  readonly since: number | null;
  readonly until: number | null;
  /** Events from then on lie in the future, in epoch milliseconds. */
  readonly future: number;
  /** By code index, 1 where the code is wanted; null: all are. */
  readonly selected: Uint8Array | null;
  /** What to keep of where events stand; null: nothing. */
  readonly evidence: EvidencePlan | null;
  /** Keys that events are grouped by, lower case; none to two. */
  readonly groupKeys: readonly string[];
  /** By code index, 1 where the code is an error. */
  readonly errorCodes: Uint8Array;
}

/** What a thread is sent to begin with. */
export interface WorkerInput {
  readonly job: ScanJob;
  /** See `share.ts`. */
  readonly queue: SharedArrayBuffer;
  /** Its number, from 1. */
  readonly thread: number;
}

/** A source in a piece, read. */
export interface PieceResult extends PieceReading {
  /** Rises in input order: with the pieces, and in a piece with the members of an archive. */
  readonly order: number;
  /** Events of it that a tally has counted. */
  readonly events: number;
  /** Events before its first timestamp: not counted yet, their time is an earlier piece's. */
  readonly head: UndatedEvents;
  /** The text of a line whose date only the other date order allows, or null. */
  readonly otherOrder: string | null;
  /** What a form of the user's own could not read; null without one. */
  readonly notes: UnreadNotes | null;
}

export interface ThreadResult {
  readonly results: readonly PieceResult[];
  readonly tally: TallyData;
  readonly evidence: EvidenceData | null;
}
