/** What findings are found in: the counts of a run, window by window and group by group. Each is worked out once. */
import type { Catalogue } from '../../catalogue/catalogue.js';
import { FIRST_CODE } from '../../model/code.js';
import type { Finding } from '../../model/finding.js';
import type { WindowLength } from '../../model/window.js';
import type { Counts } from '../../stats/episodes.js';
import { nominalMs } from '../../time/window-length.js';
import type { WindowCutter } from '../../time/windows.js';
import type { Zone } from '../../time/zone.js';
import type { WindowCounts } from '../bin-counts.js';
import type { GroupCells, GroupCellsData } from '../group-cells.js';
import type { GroupNames } from '../group-names.js';
import type { GroupCounts } from '../groups.js';
import type { PackedCounts } from '../packed-counts.js';

/** What a run has counted. */
export interface Counted {
  readonly windows: WindowCounts;
  readonly length: WindowLength;
  readonly cutter: WindowCutter;
  readonly zone: Zone;
  readonly catalogue: Catalogue;
  /** Keys on the lines; empty where events are not grouped. */
  readonly by: readonly string[];
  /** Null where events are not grouped. */
  readonly groups: GroupCounts | null;
  /** Those of the groups that are kept. */
  readonly kept: GroupCounts['kept'] | null;
  readonly cells: GroupCells | null;
}

export interface FindingsView extends Omit<Counted, 'groups' | 'kept' | 'cells' | 'length'> {
  /** Of each window, ascending. */
  readonly events: Float64Array;
  readonly errors: Float64Array;
  readonly groups: GroupsView | null;
}

export interface GroupsView {
  readonly names: GroupNames;
  readonly counts: PackedCounts;
  /** By number of the group. */
  readonly sums: readonly Counts[];
  /** Of all groups, with those that are not kept. */
  readonly all: Counts;
  /** Each in the window that starts at `starts`; null where they are longer than windows, or not kept. */
  readonly cells: GroupCellsData | null;
}

/** A finding, and what its sentence says of it. */
export type Found = Omit<Finding, 'text' | 'severity' | 'fault' | 'retry' | 'since' | 'until'> & {
  /** Epoch milliseconds: the start of a window. */
  readonly from: number;
  /** The end of a window; null while it lasts. */
  readonly to: number | null;
  /** In words, without its time, codes and groups: `54% errors (2.0% before)`. */
  readonly what: string;
  /** How many codes and groups there are, and the errors of these groups: `codes` and `groups` have the first ones. */
  readonly inAll: { readonly codes: number; readonly groups: number; readonly groupErrors: number };
};

/** Where there are neither codes nor groups. */
export const NONE_IN_ALL: Found['inAll'] = { codes: 0, groups: 0, groupErrors: 0 };

export function newView({ groups, kept, cells, length, ...counted }: Counted): FindingsView {
  const { windows, catalogue, cutter } = counted;
  const sums = sumsOf(windows.counts, catalogue);
  const events = Float64Array.from(sums, (sum) => sum.events);
  const errors = Float64Array.from(sums, (sum) => sum.errors);
  if (groups === null || kept === null) return { ...counted, events, errors, groups: null };
  const isFine = cells?.length != null && nominalMs(cells.length) <= nominalMs(length);
  const data = isFine ? cells.data() : null;
  return {
    ...counted,
    events,
    errors,
    groups: {
      ...kept,
      ...withTotal(sumsOf(kept.counts, catalogue), groups.others.codes, catalogue),
      cells: data && { ...data, starts: data.starts.map((start) => cutter.at(start).start) },
    },
  };
}

function sumsOf(counts: PackedCounts, catalogue: Catalogue): Counts[] {
  return Array.from({ length: counts.length }, (_, part) => ({
    events: counts.sum(part),
    errors: errorsOf(counts, part, catalogue),
  }));
}

/** @param others events of the groups that are not kept, by code index */
function withTotal(sums: readonly Counts[], others: Float64Array, { errorCodes }: Catalogue) {
  const all = { events: 0, errors: 0 };
  for (const { events, errors } of sums) {
    all.events += events;
    all.errors += errors;
  }
  for (let code = 0; code < others.length; code++) {
    all.events += others[code]!;
    all.errors += others[code]! * errorCodes[code]!;
  }
  return { sums, all };
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

/** A code is named where at least this share of the errors has it. */
const LEAST_SHARE = 0.05;
/** In a document. */
export const MOST_NAMED = 10;

/** The codes that matter, by errors; at least the most frequent one. `isMeant` leaves out others. */
export function mainCodes(
  codes: ReadonlyMap<number, number>,
  errors: number,
  isMeant: (code: number, n: number) => boolean = () => true,
): number[] {
  const order = [...codes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const main = order.filter(([code, n]) => n >= LEAST_SHARE * errors && isMeant(code, n));
  return (main.length === 0 ? order.slice(0, 1) : main).map(([code]) => code);
}

export function endOf({ windows, cutter }: FindingsView, window: number): number {
  return cutter.at(windows.starts[window]!).end;
}

/** More digits would differ between machines, and say nothing. */
export function rounded(p: number): number {
  return p < 1e-300 ? 0 : Number(p.toPrecision(3));
}
