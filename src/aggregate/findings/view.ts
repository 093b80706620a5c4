/** What findings are found in: the counts of a run, window by window and group by group. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { FIRST_CODE } from '../../model/code.js';
import type { Finding } from '../../model/finding.js';
import type { WindowCutter } from '../../time/windows.js';
import type { Zone } from '../../time/zone.js';
import type { WindowCounts } from '../bin-counts.js';
import type { GroupCells } from '../group-cells.js';
import type { GroupCounts } from '../groups.js';
import type { PackedCounts } from '../packed-counts.js';

export interface FindingsView {
  readonly windows: WindowCounts;
  readonly cutter: WindowCutter;
  readonly zone: Zone;
  readonly catalogue: Catalogue;
  /** Of each window, ascending. */
  readonly events: Float64Array;
  readonly errors: Float64Array;
  /** Keys on the lines; empty where events are not grouped. */
  readonly by: readonly string[];
  readonly groups: GroupCounts | null;
  readonly cells: GroupCells | null;
}

/** In the order of `Finding`, and what it is about in words. */
export type Found = Omit<Finding, 'text' | 'severity' | 'fault' | 'retry' | 'since' | 'until'> & {
  /** Epoch milliseconds: the start of a window. */
  readonly from: number;
  /** The end of a window; null while it lasts. */
  readonly to: number | null;
};

export function newView(all: Omit<FindingsView, 'events' | 'errors'>): FindingsView {
  const { counts } = all.windows;
  const events = new Float64Array(counts.length);
  const errors = new Float64Array(counts.length);
  for (let window = 0; window < counts.length; window++) {
    events[window] = counts.sum(window);
    errors[window] = errorsOf(counts, window, all.catalogue);
  }
  return { ...all, events, errors };
}

export function errorsOf(counts: PackedCounts, part: number, { errorCodes }: Catalogue): number {
  const { codes, counts: numbers } = counts.of(part);
  let errors = 0;
  for (let i = 0; i < codes.length; i++) if (errorCodes[codes[i]!] === 1) errors += numbers[i]!;
  return errors;
}

/** Events of error codes by number, in these parts. */
export function errorCodesIn(counts: PackedCounts, from: number, to: number, { errorCodes }: Catalogue) {
  const found = new Map<number, number>();
  for (let part = from; part < to; part++) {
    const { codes, counts: numbers } = counts.of(part);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (errorCodes[code] === 1) found.set(code + FIRST_CODE, (found.get(code + FIRST_CODE) ?? 0) + numbers[i]!);
    }
  }
  return found;
}

export function endOf({ windows, cutter }: FindingsView, window: number): number {
  return cutter.at(windows.starts[window]!).end;
}

/** More digits would differ between machines, and say nothing. */
export function rounded(p: number): number {
  return p < 1e-300 ? 0 : Number(p.toPrecision(3));
}
