/**
 * What a run is to do, with all options resolved and checked. This folder imports nothing from others, so the classes of
 * the report zone (`Z`) and of the catalogue (`C`) are type parameters.
 */
import type { CodeFilters, TimeLimits } from './filter.js';
import type { LineFormat } from './line-format.js';
import type { LineRules } from './rules.js';
import type { Condition } from './where.js';
import type { WindowChoice } from './window.js';

/** What every zone has, whatever its class. */
export interface ZoneLike {
  /** IANA name. */
  readonly name: string;
}

/** `lines`: each distinct code once a line; `occurrences`: every accepted candidate. */
export const COUNT_MODES = ['lines', 'occurrences'] as const;
export type CountMode = (typeof COUNT_MODES)[number];

/** Events can be grouped by this many keys on the lines at most. */
export const MAX_GROUP_KEYS = 2;
/** What the kernel keeps of a group key, in bytes. */
export const MAX_KEY_BYTES = 63;
/** How many groups a summary shows by themselves, unless it is asked for another number. */
export const DEFAULT_MAX_GROUPS = 1000;

export interface ScanPlan<Z = ZoneLike, C = unknown> extends TimeLimits, CodeFilters {
  /** Files, folders (with `recursive`) and globs in the order given; `-` is standard input. Never empty. */
  readonly files: readonly string[];
  readonly recursive: boolean;
  /** The zone of the report, and of timestamps that are written without one. */
  readonly timeZone: Z;
  readonly window: WindowChoice;
  /**
   * Count only events in this many milliseconds up to the newest event. That one is known only at the end, so `since` is
   * null then. Null: not asked for, or already turned into `since`.
   */
  readonly last: number | null;
  /** The options that `since`, `until` and `last` come from, for messages, such as `--since 24h`; empty without any. */
  readonly spanOptions: string;
  readonly count: CountMode;
  readonly rules: LineRules;
  /** A line format that the user described; null: the ordinary rules alone. */
  readonly format: LineFormat | null;
  readonly catalogue: C;
  /** Keys of the lines that events are grouped by, as given; at most `MAX_GROUP_KEYS`, each of at most `MAX_KEY_BYTES`. */
  readonly groupKeys: readonly string[];
  /** What the lines of events must have to count; about at most `MAX_WHERE_KEYS` keys. Empty: nothing. */
  readonly where: readonly Condition[];
  /** At most this many groups get a row of their own in the summary; the others are added up. */
  readonly maxGroups: number;
  /** Worker threads, from 1; null: the program decides. */
  readonly workers: number | null;
}

/** How far a run is. */
export interface RunProgress {
  readonly bytes: number;
  /** Size on disk of the files whose size is known, in bytes; 0 where none is. */
  readonly total: number;
  readonly events: number;
  readonly errors: number;
}

/** What a run needs from outside: where warnings and progress go, the clock, and the signal to stop. */
export interface RunContext {
  /** Shows the user a message of one line, and further lines below it; the run goes on. */
  warn(message: string, more?: readonly string[]): void;
  /** Milliseconds since 1970-01-01T00:00:00Z. Events after it count as being in the future. */
  now(): number;
  /** Aborted by Ctrl-C: the run ends early and resolves with what was seen so far. */
  readonly signal: AbortSignal;
  /** Whether the process is somebody else's, so that V8's flags stay as they are; default: no. */
  readonly isGuest?: boolean;
  /** Called some times a second. */
  readonly progress?: ((progress: RunProgress) => void) | undefined;
}
