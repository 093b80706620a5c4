/** Options of the renderers of the code list. Only the table uses them. */
export interface CodesOptions {
  /** Columns of the terminal; less than 40 counts as 40. */
  readonly width: number;
  readonly color: boolean;
}

/** The fields of a code, in the order of every format. */
export const FIELDS = ['code', 'name', 'category', 'severity', 'fault', 'retry', 'description'] as const;
