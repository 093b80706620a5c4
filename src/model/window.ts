/** The length of a tumbling window. `auto` is decided from the span of the events. */
export type WindowUnit = 's' | 'm' | 'h' | 'd' | 'w';

export interface WindowLength {
  readonly n: number;
  readonly unit: WindowUnit;
}

export type WindowChoice = WindowLength | 'auto';

/** The lengths that `auto` chooses from, and how many windows it allows from first to last event. */
export const AUTO_WINDOWS: readonly WindowLength[] = [
  { n: 1, unit: 'm' },
  { n: 5, unit: 'm' },
  { n: 15, unit: 'm' },
  { n: 1, unit: 'h' },
  { n: 6, unit: 'h' },
  { n: 1, unit: 'd' },
  { n: 1, unit: 'w' },
];
export const AUTO_MAX_WINDOWS = 48;

/** `{ n: 15, unit: 'm' }` as `15m`. */
export function windowName(length: WindowLength): string {
  return `${length.n}${length.unit}`;
}
