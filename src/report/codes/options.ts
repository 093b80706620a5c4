/** What the renderers of the code list can be told; only the table looks at it. */
export interface CodesOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  readonly color: boolean;
}

/** The fields of a code in the order in which every form shows them. */
export const FIELDS = ['code', 'name', 'category', 'severity', 'fault', 'retry', 'description'] as const;
