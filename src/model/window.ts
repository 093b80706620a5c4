/** The length of a tumbling window. `auto` is chosen from the time between the first and the last event. */
export type WindowUnit = 's' | 'm' | 'h' | 'd' | 'w';

export interface WindowLength {
  readonly n: number;
  readonly unit: WindowUnit;
}

export type WindowChoice = WindowLength | 'auto';

/** `auto` takes the shortest of these lengths that gives at most 48 windows from the first to the last event. */
export const AUTO_WINDOWS: readonly WindowLength[] = [
  { n: 1, unit: 'm' },
  { n: 5, unit: 'm' },
  { n: 15, unit: 'm' },
  { n: 1, unit: 'h' },
  { n: 2, unit: 'h' },
  { n: 3, unit: 'h' },
  { n: 6, unit: 'h' },
  { n: 1, unit: 'd' },
  { n: 1, unit: 'w' },
];
export const AUTO_MAX_WINDOWS = 48;

/** `{ n: 15, unit: 'm' }` as `15m`. */
export function windowName(length: WindowLength): string {
  return `${length.n}${length.unit}`;
}
