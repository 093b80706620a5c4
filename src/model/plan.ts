/**
 * What a run is to do, decided and checked: nothing in it needs another look at the command line. `Z` is the report
 * zone's class and `C` the catalogue's, named by whoever runs the plan (this folder imports nothing).
 */
import type { CodeFilters, TimeLimits } from './filter.js';
import type { LineFormat } from './line-format.js';
import type { LineRules } from './rules.js';
import type { WindowChoice } from './window.js';

/** What a plan's reader may count on of the zone, whatever its class. */
export interface ZoneLike {
  /** IANA name. */
  readonly name: string;
}

/** `lines`: each distinct code once a line; `occurrences`: every accepted candidate. */
export const COUNT_MODES = ['lines', 'occurrences'] as const;
export type CountMode = (typeof COUNT_MODES)[number];

export interface ScanPlan<Z = ZoneLike, C = unknown> extends TimeLimits, CodeFilters {
  /** Files, folders (with `recursive`) and globs in the order given; `-` is standard input. Never empty. */
  readonly files: readonly string[];
  readonly recursive: boolean;
  /** The zone of the report, and of timestamps that are written without one. */
  readonly timeZone: Z;
  readonly window: WindowChoice;
  /**
   * Only events from this many milliseconds before the newest one on, which is not known yet: `since` is null then.
   * Null: not asked for, or decided already.
   */
  readonly last: number | null;
  /** The options that `since`, `until` and `last` come from, as they were given, such as `--since 24h`; else empty. */
  readonly spanGiven: string;
  readonly count: CountMode;
  /** By which each line is read. */
  readonly rules: LineRules;
  /** A form of lines that the user described; null: the ordinary rules alone. */
  readonly format: LineFormat | null;
  readonly catalogue: C;
  /** Keys of the lines that events are grouped by, as given; none to two, each of at most 63 bytes. */
  readonly groupKeys: readonly string[];
  /** How many groups a summary shows by themselves. */
  readonly maxGroups: number;
  /** Worker threads, from 1; null: the program decides. */
  readonly workers: number | null;
}

/** How far a run is. */
export interface RunProgress {
  readonly bytes: number;
  /** Bytes of the files whose size is known, as they lie on the disk; 0 where none is. */
  readonly total: number;
  readonly events: number;
  readonly errors: number;
}

/** What a run needs of the world. */
export interface RunContext {
  /** Tells the user something in one line, without stopping. */
  warn(message: string): void;
  /** Milliseconds since 1970-01-01T00:00:00Z: what is in the future is told by it. */
  now(): number;
  /** Aborted by Ctrl-C: the run ends early and resolves with what was seen so far. */
  readonly signal: AbortSignal;
  /** Called some times a second. */
  readonly progress?: ((progress: RunProgress) => void) | undefined;
}
