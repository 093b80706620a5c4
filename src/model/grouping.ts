/** What the rows of a summary's first table are: codes, or classes of codes. */
export const GROUPINGS = ['code', 'category', 'severity', 'fault', 'family'] as const;
export type Grouping = (typeof GROUPINGS)[number];
