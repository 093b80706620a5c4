/** What a caller decides of how a summary is shown. */
import type { Comparison } from '../model/comparison.js';
import type { GroupTimes } from '../model/group-times.js';
import type { Grouping } from '../model/grouping.js';
import type { LinesByCode } from '../model/kept-line.js';
import type { ReportFrame } from '../model/report-document.js';

export { GROUPINGS, type Grouping } from '../model/grouping.js';

/** The orders that the rows of groups can have. */
export const GROUP_ORDERS = ['errors', 'rate', 'events', 'name'] as const;
export type GroupOrder = (typeof GROUP_ORDERS)[number];

/** What the rows and the columns of a cross table are: each a grouping of codes, or the number of a `--by` key. */
export type Dimension = Grouping | 0 | 1;
export type Cross = readonly [rows: Dimension, columns: Dimension];

/** Options of the renderers of a summary. Formats for programs ignore most of them. */
export interface RenderOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  /** Rows of the terminal; null or left out: nothing scrolls away, and everything is shown. */
  readonly height?: number | null;
  readonly color: boolean;
  readonly by: Grouping;
  /** Two groupings against each other; null or left out: none. */
  readonly cross?: Cross | null;
  /** At most this many rows in the first table, and one more for the rest; null: all rows. */
  readonly top: number | null;
  /** Order of groups; null or left out: the document's, by errors and then events. */
  readonly sort?: GroupOrder | null;
  /** The comparison with an earlier summary; null or left out: none. */
  readonly comparison?: Comparison | null;
  /** Which key tells whom the errors hit, and the command that shows it; null or left out: not known. */
  readonly whom?: { readonly key: string; readonly command: string } | null;
  /** What the job says of its report; null or left out: it is no job's. */
  readonly report?: ReportFrame | null;
  /** A picture for the head of a page, as a data address; null or left out: none. */
  readonly logo?: string | null;
  /** Notices about the numbers, one sentence each. Left out: none. */
  readonly notices?: readonly string[];
  /** The description of a code in the catalogue, which may be empty. Left out: no descriptions are shown. */
  readonly describe?: (code: number) => string;
  /** Events and errors of the summary's groups over time, made when it is called. Left out or null: not known. */
  readonly groupTimes?: () => GroupTimes | null;
  /** Lines of the logs of each error code that are to be shown, the earliest first; not escaped. Left out: none are shown. */
  readonly lines?: LinesByCode;
}

/** Options of the writers of binary forms. */
export interface WriteOptions extends RenderOptions {
  /** Ends a writer that takes long. Left out: nothing does. */
  readonly signal?: AbortSignal;
}
