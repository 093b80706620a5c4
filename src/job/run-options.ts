/** What a run of a job is given, and what it gives. */
import type { RunRequest } from '../settings/job/run-request.js';
import type { Artefact } from './artefacts.js';
import type { Env } from './notify/secrets.js';
import type { PortionSizes } from './read/count-range.js';
import type { ReadResult } from './read/reader.js';
import type { AtStep } from './read/steps.js';

export interface RunOptions extends RunRequest {
  readonly signal: AbortSignal;
  readonly env: Env;
  readonly now: () => number;
  /** The program's version, for the history's list of runs. */
  readonly version: string;
  /** What is done, one line each. */
  readonly progress: (message: string) => void;
  /** What is wrong, one line each. */
  readonly warn: (message: string) => void;
  /** Writes a file, whole or not at all; makes its folder. */
  readonly save: (artefact: Artefact) => Promise<void>;
  /** Told of each step of reading before it is taken: tests change the disk between any two. */
  readonly atStep?: AtStep | undefined;
  /** Tests make them small; absent: those of the program. */
  readonly sizes?: PortionSizes | undefined;
}

export interface RunResult {
  readonly read: ReadResult;
  readonly reports: readonly ReportResult[];
  /** What readers of the status should know, one sentence each. */
  readonly notices: readonly string[];
  readonly newestEvent: number | null;
  readonly unsent: number;
  /** Editions of the rules with which the history's counts were made, ascending. */
  readonly editions: readonly number[];
}

export interface ReportResult {
  readonly name: string;
  readonly period: string;
  /** `same`: it exists and would be no different. */
  readonly outcome: 'made' | 'again' | 'same';
  readonly verdict: 'pass' | 'warn' | 'fail' | null;
  readonly outputs: readonly string[];
  readonly note: string | null;
}
