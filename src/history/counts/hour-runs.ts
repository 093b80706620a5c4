/** Rows that come minute by minute: those of an hour are together, if not all of them. */
import type { Cutter } from '../../time/windows.js';

/** The number of the first row of a run, and the one behind its last. `start` is the hour's first instant. */
export interface HourRun {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** @param minutes of the rows, by their first instants */
export function* hourRuns(minutes: ArrayLike<number>, hours: Cutter): Generator<HourRun> {
  for (let from = 0, to = 0; from < minutes.length; from = to) {
    const { start, end } = hours.at(minutes[from]!);
    while (to < minutes.length && minutes[to]! >= start && minutes[to]! < end) to += 1;
    yield { start, from, to };
  }
}
