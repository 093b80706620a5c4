/** How documents are rendered. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Comparison } from '../model/comparison.js';
import type { GroupOrder } from '../report/options.js';

/** How it is shown; all optional. Forms for programs ignore most of it, and a check takes `color` alone. */
export interface RenderOptions {
  /**
   * The rows of the first table: `code` (the default), `category`, `severity`, `fault` or `family`. Two of these, or of the
   * keys that the summary is grouped by, are a cross table.
   */
  readonly by?: string | readonly string[] | undefined;
  /** At most so many rows in the first table, and one more for the rest. Default: all. */
  readonly top?: number | undefined;
  /** The order of a key's values. Default: by errors, then events. */
  readonly sort?: GroupOrder | undefined;
  /** Columns of a table; less than 40 counts as 40. Default: 80. */
  readonly width?: number | undefined;
  /** Whether a table has colours, as sequences of a terminal. Default: false. */
  readonly color?: boolean | undefined;
  /** The comparison with an earlier summary, as `compare` gives it. */
  readonly comparison?: Comparison | undefined;
  /** Describes the codes. Default: that of the run which the summary came from, else the built-in one. */
  readonly catalogue?: Catalogue | undefined;
}
