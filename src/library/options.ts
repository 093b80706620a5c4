/** Options of the library. They are named as in the summary document; `held-options.ts` and the settings say what is wrong. */
import { BUILT_IN, type Catalogue } from '../catalogue/catalogue.js';
import type { Category, Severity } from '../model/code.js';
import type { CountMode, RunProgress } from '../model/plan.js';
import type { DateOrder } from '../model/rules.js';
import type { OptionKinds } from './held-options.js';

/** How lines are read; all optional. */
export interface LineOptions {
  /** The known codes. Default: the built-in catalogue. */
  readonly catalogue?: Catalogue | undefined;
  /** Keys or words that label a number as a code, beside the built-in ones, such as `outcomeNo`. */
  readonly codeKeys?: string | readonly string[] | undefined;
  /** Keys or words whose numbers are no codes. */
  readonly ignoreKeys?: string | readonly string[] | undefined;
  /** Accept only numbers that the line labels as a code, none merely because the catalogue knows it. Default: false. */
  readonly labelled?: boolean | undefined;
  /** Order of day and month in dates with the year last. Default: `11/01/2026` month first, `01-11-2026` day first. */
  readonly dateOrder?: DateOrder | undefined;
  /** The year of timestamps without one, from 1970 to 2100. Default: derived from `reference`. */
  readonly year?: number | undefined;
  /** IANA name of the zone of timestamps without one, and of windows. Default: the machine's. */
  readonly timeZone?: string | undefined;
  /** Epoch milliseconds: a timestamp without a year is taken to be at most a day later. Default: now. */
  readonly reference?: number | undefined;
}

/**
 * A point in time: epoch milliseconds, a `Date`, or a text as the command line takes it: `2026-11-01`, `2026-11-01T09:15`
 * (in `timeZone`), the same with `Z` or an offset, `17:45` (the latest one), or a span back from now such as `2h30m`.
 */
export type TimeOption = string | number | Date;

/** Which events count; all optional. */
export interface FilterOptions {
  /** Only events from then on (inclusive). An event without a time counts only where neither limit is given. */
  readonly since?: TimeOption | undefined;
  /** Only events before then (exclusive). */
  readonly until?: TimeOption | undefined;
  /** Only these codes, by number (106000 to 109999) or name. */
  readonly codes?: number | string | readonly (number | string)[] | undefined;
  readonly categories?: Category | readonly Category[] | undefined;
  /** `error+` is that and worse. */
  readonly severities?: SeverityOption | readonly SeverityOption[] | undefined;
}

/** A severity; with `+` after it, that and worse. */
export type SeverityOption = Severity | `${Severity}+`;

/** A format of lines of one's own: `pattern`, or the paths of JSON lines. What it does not find is read as usual. */
export interface FormatOptions {
  /** A regular expression with the groups `(?<time>…)` and `(?<code>…)`. Events have all other named groups as fields. */
  readonly pattern?: string | undefined;
  /** Where JSON lines have the code, such as `reply.errors[].code`. */
  readonly jsonCode?: string | undefined;
  /** Where JSON lines have the time. */
  readonly jsonTime?: string | undefined;
  /** How the time of `pattern` or `jsonTime` is written, such as `%d.%m.%y %H:%M:%S`. */
  readonly timeFormat?: string | undefined;
}

/**
 * Options of the streams and of `Aggregation`. Give the same ones to each: every stage takes what concerns it, and the
 * summary says by what it was made.
 */
export interface ScanOptions extends LineOptions, FilterOptions, FormatOptions {
  /** `scanStream`: name of the source in the events. Default: `-`. */
  readonly source?: string | undefined;
  /** `scanStream`: count a code once a line (`lines`, the default) or as often as it stands there (`occurrences`). */
  readonly count?: CountMode | undefined;
  /** Only events whose line has this: `KEY=VALUE`, `KEY!=VALUE`, `KEY~PATTERN` with `*` and `?`, or `KEY`. */
  readonly where?: string | readonly string[] | undefined;
  /** Keys on the lines that events are grouped by, one or two, such as `tenant`. Default: none. */
  readonly by?: string | readonly string[] | undefined;
  /** `Aggregation`: at most so many groups have a row of their own, from 1 to 1,000,000. Default: 1000. */
  readonly maxGroups?: number | undefined;
  /** `Aggregation`: `auto` (the default), or a number with s, m, h, d or w that divides a day or is days, such as `15m`. */
  readonly window?: string | undefined;
}

/** Options of `Aggregation`: those of the streams that gave its batches. */
export type AggregationOptions = ScanOptions;

/** Options of a run over files. */
export interface ScanFilesOptions extends Omit<ScanOptions, 'source' | 'reference'> {
  /** Instead of `since`: only the last part of the log, such as `2h`, from that long before its newest event. */
  readonly last?: string | undefined;
  /** Read folders and their subfolders. Default: a folder is a source that cannot be read. */
  readonly recursive?: boolean | undefined;
  /** Threads that read, from 1 to 256. Default: one per core; small logs take none beside the caller's. */
  readonly workers?: number | undefined;
  /** Ends the run: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called some times a second, with bytes on disk and events so far. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Gets the warnings of a run, one text each; what could not be read is in the summary. Default: nobody is told. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** Options of events of files. Those about counts mean nothing here. */
export type ScanEventsOptions = Omit<ScanFilesOptions, 'by' | 'maxGroups' | 'window' | 'workers'>;

export const LINE_OPTIONS: OptionKinds<LineOptions> = {
  catalogue: 'catalogue',
  codeKeys: 'texts',
  ignoreKeys: 'texts',
  labelled: 'boolean',
  dateOrder: 'text',
  year: 'number',
  timeZone: 'text',
  reference: 'epoch',
};

export const SCAN_OPTIONS: OptionKinds<ScanOptions> = {
  ...LINE_OPTIONS,
  since: 'time',
  until: 'time',
  codes: 'codes',
  categories: 'texts',
  severities: 'texts',
  pattern: 'text',
  jsonCode: 'text',
  jsonTime: 'text',
  timeFormat: 'text',
  source: 'text',
  count: 'text',
  where: 'texts',
  by: 'texts',
  maxGroups: 'number',
  window: 'text',
};

const { source: _source, reference: _reference, ...OF_FILES } = SCAN_OPTIONS;

export const SCAN_FILES_OPTIONS: OptionKinds<ScanFilesOptions> = {
  ...OF_FILES,
  last: 'text',
  recursive: 'boolean',
  workers: 'number',
  signal: 'signal',
  onProgress: 'function',
  onWarning: 'function',
};

const { by: _by, maxGroups: _maxGroups, window: _window, workers: _workers, ...OF_EVENTS } = SCAN_FILES_OPTIONS;

export const SCAN_EVENTS_OPTIONS: OptionKinds<ScanEventsOptions> = OF_EVENTS;

export function catalogueOf({ catalogue }: Pick<LineOptions, 'catalogue'>): Catalogue {
  return catalogue ?? BUILT_IN;
}
