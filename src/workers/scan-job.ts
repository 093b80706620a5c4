/** The input of every thread of a run, as plain data, and its results. */
import type { EvidencePlan } from '../aggregate/evidence.js';
import type { LineCounts, RunCountsData, RunCountsPlan } from '../aggregate/run-counts.js';
import type { UndatedEvents } from '../aggregate/tally.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { compileKernel } from '../kernel/load.js';
import { type FilterSettings, selectedCodes } from '../model/filter.js';
import type { LineFormat } from '../model/line-format.js';
import type { CountMode, ScanPlan } from '../model/plan.js';
import type { LineRules } from '../model/rules.js';
import { type Condition, keysOfConditions } from '../model/where.js';
import type { WindowChoice } from '../model/window.js';
import type { UnreadNotes } from '../scan/custom-format/unread-notes.js';
import { machineZone, type Zone, zoneOf } from '../time/zone.js';
import type { Piece } from './pieces.js';
import type { PieceReading } from './scan-piece.js';

export interface ScanJob {
  /** The compiled kernel, which threads share. */
  readonly module: WebAssembly.Module;
  readonly pieces: readonly Piece[];
  readonly rules: LineRules;
  readonly count: CountMode;
  readonly format: LineFormat | null;
  /** Name of the report zone. */
  readonly timeZone: string;
  readonly window: WindowChoice;
  readonly filter: FilterSettings;
  /** Only events from this many milliseconds before the newest one on; null: not asked for. */
  readonly last: number | null;
  /** Epoch milliseconds: events from then on are in the future. */
  readonly future: number;
  /** Which locations of events to keep; null: none. */
  readonly evidence: EvidencePlan | null;
  /** Lines of error codes to keep; null: none. */
  readonly lines: LineCounts | null;
  /** Whether to tell what a source is that can be read only once. */
  readonly identifies: boolean;
  /** Whether V8's flags, which are the whole process's, may be set to what a run needs. */
  readonly tunesV8: boolean;
  /** Keys whose values are read on the lines, lower case: first those that events are grouped by, then those of `where`. */
  readonly keys: readonly string[];
  /** How many of them events are grouped by: none to two. */
  readonly groupKeys: number;
  /** What the lines of events must have. */
  readonly where: readonly Condition[];
  /** 1 for each code (by number - 106000) that counts as an error. */
  readonly errorCodes: Uint8Array;
}

/** The first and only message to a worker thread. */
export interface WorkerInput {
  readonly job: ScanJob;
  /** The memory of the run's `WorkQueue`. */
  readonly queue: SharedArrayBuffer;
  /** Its number, from 1. */
  readonly thread: number;
  /** What the main thread wants of every event; null: nothing. */
  readonly relay: RelayPlan | null;
}

/** What the main thread wants of every event: see `relay.ts`. */
export interface RelayPlan {
  /** As in `ScanHooks`. */
  readonly turn: number | undefined;
  /** Whether it wants the text of the sources as well. */
  readonly isFed: boolean;
}

/** The result of reading one source of a piece. */
export interface PieceResult extends PieceReading {
  /** Sorts results in input order: by piece, and within a piece by member of the archive. */
  readonly order: number;
  /** Events that were counted in the tally. */
  events: number;
  /** Events before the first timestamp, not counted yet: they inherit the time of an earlier piece. Null: none are left. */
  undated: UndatedEvents | null;
  /** The text of a line whose date is possible only in the other date order, or null. */
  readonly otherOrder: string | null;
  /** What a custom format could not read; null without one. */
  readonly notes: UnreadNotes | null;
}

export interface ThreadResult {
  readonly results: readonly PieceResult[];
  readonly counts: RunCountsData;
}

interface JobNeeds {
  readonly evidence: EvidencePlan | null;
  readonly lines: LineCounts | null;
  readonly identifies: boolean;
  readonly tunesV8: boolean;
}

/** @param future epoch milliseconds: events from then on are in the future */
export function scanJobOf(
  plan: ScanPlan<Zone, Catalogue>,
  pieces: readonly Piece[],
  { evidence, lines, identifies, tunesV8 }: JobNeeds,
  future: number,
): ScanJob {
  const { rules, count, format, timeZone, window, since, until, last, where, catalogue } = plan;
  const groupKeys = plan.groupKeys.map((key) => key.toLowerCase());
  return {
    module: compileKernel(),
    pieces,
    rules,
    count,
    format,
    timeZone: timeZone.name,
    window,
    filter: { since, until, selected: selectedCodes(plan, (code) => catalogue.get(code)) },
    last,
    future,
    evidence,
    lines,
    identifies,
    tunesV8,
    keys: [...groupKeys, ...keysOfConditions(where).filter((key) => !groupKeys.includes(key))],
    groupKeys: groupKeys.length,
    where,
    errorCodes: catalogue.errorCodes,
  };
}

export function countsPlanOf(job: ScanJob, timeZone: Zone): RunCountsPlan {
  const { window, filter, keys, groupKeys, errorCodes, future, evidence, last, lines } = job;
  const where = job.where.length === 0 ? null : { conditions: job.where, keys, groupKeys };
  return { timeZone, window, filter, groupKeys, errorCodes, future, evidence, last, where, lines };
}

export function zoneOfJob({ timeZone }: { readonly timeZone: string }): Zone {
  // The machine's zone needs no Intl, which takes 26 ms to start.
  const machine = machineZone();
  return machine.name === timeZone ? machine : zoneOf(timeZone);
}
