/** Events and errors of groups over time: beside a summary, for a page that shows one group or one span alone. */
import type { WindowLength } from './window.js';

export interface GroupTimes {
  /** Length of a cell: that of the summary's windows, or a longer one where those would be too many. */
  readonly length: WindowLength;
  /** Where cells start, ascending, as windows do: instants with the report zone's offset. */
  readonly starts: readonly string[];
  /** The cells as parallel arrays: index into the rows of the summary's groups, index into `starts`, and what was counted. */
  readonly rows: Int32Array;
  readonly at: Int32Array;
  readonly events: Float64Array;
  readonly errors: Float64Array;
}
