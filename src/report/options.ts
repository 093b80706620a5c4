import type { Comparison } from '../model/comparison.js';

/** What the first table of a summary can have as its rows. */
export const GROUPINGS = ['code', 'category', 'severity', 'fault', 'family'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What the renderers of a summary can be told; documents for programs look at none of it. */
export interface RenderOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  readonly color: boolean;
  readonly by: Grouping;
  /** At most so many rows in the first table, the rest of it in one more; null: all. */
  readonly top: number | null;
  /** This summary against an earlier one; null or left out: nothing is compared. */
  readonly comparison?: Comparison | null;
  /** What the reader should know of the numbers, one sentence each. Left out: nothing. */
  readonly notices?: readonly string[];
  /** The vendor's description of a code, from the catalogue; empty where it has none. Left out: none is shown. */
  readonly describe?: (code: number) => string;
}
