/** The counts of a tally in the form of a partial, and back. */

import type { GroupCellsData } from '../aggregate/group-cells.js';
import { GroupNames, hashOf } from '../aggregate/group-names.js';
import type { GroupData } from '../aggregate/groups.js';
import type { TallyData, UndatedEvents } from '../aggregate/tally-data.js';
import { usedCodes } from '../aggregate/used-codes.js';
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { CodeCounts, PartialCells, PartialCounts, PartialGroups, PartialHead } from '../model/partial.js';

/** @param data valid only during the call */
export function countsOf(data: TallyData): PartialCounts {
  const { level, inherited, filtered, groups, cells } = data;
  return {
    level,
    bins: binsOf(data),
    untimed: pairs(data.untimed),
    spans: spansOf(data),
    inherited,
    filtered,
    groups: groups === null ? null : groupsOf(groups),
    cells: cells === null ? null : cellsOf(cells),
  };
}

export function tallyDataOf(counts: PartialCounts): TallyData {
  const { level, bins, inherited, filtered, groups, cells } = counts;
  const size = bins.codes.length;
  const binStarts = new Float64Array(size);
  let [start, i] = [0, 0];
  for (const [bin, step] of bins.starts.entries()) {
    start += step;
    for (let n = bins.sizes[bin]!; n > 0; n--) binStarts[i++] = start;
  }
  const first = new Float64Array(CODE_COUNT).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(CODE_COUNT).fill(Number.NEGATIVE_INFINITY);
  for (let n = 0; n < counts.spans.length; n += 3) {
    const index = counts.spans[n]! - FIRST_CODE;
    first[index] = counts.spans[n + 1]!;
    last[index] = counts.spans[n + 2]!;
  }
  return {
    level,
    binStarts,
    binCodes: Int16Array.from(bins.codes, (code) => code - FIRST_CODE),
    binCounts: Float64Array.from(bins.counts),
    untimed: byIndex(counts.untimed),
    first,
    last,
    inherited,
    filtered,
    groups: groups === null ? null : groupDataOf(groups),
    cells: cells === null ? null : cellsDataOf(cells),
  };
}

export function headOf(undated: UndatedEvents): PartialHead {
  const { codes, groups, areGroupsCounted } = undated;
  return {
    codes: codes.flatMap(([code, n]) => [code + FIRST_CODE, n]),
    groups: groups === null ? null : groupsOf(groups),
    areGroupsCounted,
  };
}

export function undatedOf({ codes, groups, areGroupsCounted }: PartialHead): UndatedEvents {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < codes.length; i += 2) pairs.push([codes[i]! - FIRST_CODE, codes[i + 1]!]);
  return { codes: pairs, groups: groups === null ? null : groupDataOf(groups), areGroupsCounted };
}

/** By start, then by code: the same for the same counts, whoever counted them in which order. */
function binsOf({ binStarts, binCodes, binCounts }: TallyData): PartialCounts['bins'] {
  const order = Uint32Array.from(binStarts.keys()).sort(
    (a, b) => binStarts[a]! - binStarts[b]! || binCodes[a]! - binCodes[b]!,
  );
  const [starts, sizes, codes, counts]: number[][] = [[], [], [], []];
  let before = Number.NaN;
  for (const i of order) {
    const start = binStarts[i]!;
    if (start !== before) {
      starts!.push(Number.isNaN(before) ? start : start - before);
      sizes!.push(0);
      before = start;
    }
    sizes![sizes!.length - 1]! += 1;
    codes!.push(binCodes[i]! + FIRST_CODE);
    counts!.push(binCounts[i]!);
  }
  return { starts: starts!, sizes: sizes!, codes: codes!, counts: counts! };
}

function spansOf({ first, last }: TallyData): number[] {
  const spans: number[] = [];
  for (const index of usedCodes(first, Number.POSITIVE_INFINITY)) {
    spans.push(index + FIRST_CODE, first[index]!, last[index]!);
  }
  return spans;
}

/** Those that are not 0, by code. */
function pairs(byCode: Float64Array): number[] {
  return usedCodes(byCode, 0).flatMap((index) => [index + FIRST_CODE, byCode[index]!]);
}

function byIndex(counts: CodeCounts): Float64Array {
  const all = new Float64Array(CODE_COUNT);
  for (let i = 0; i < counts.length; i += 2) all[counts[i]! - FIRST_CODE] = counts[i + 1]!;
  return all;
}

function groupsOf({ names, groups, codes, counts, halvings, others }: GroupData): PartialGroups {
  const known = new GroupNames();
  for (let n = 0; n < names.size; n++) known.numberOf(names, n);
  const own: number[][] = Array.from({ length: names.size }, () => []);
  for (let i = 0; i < groups.length; i++) own[groups[i]!]!.push(codes[i]! + FIRST_CODE, counts[i]!);
  return {
    names: own.map((_, n) => known.name(n)),
    counts: own,
    halvings,
    others: pairs(others),
  };
}

function groupDataOf({ names, counts, halvings, others }: PartialGroups): GroupData {
  const known = new GroupNames();
  const numbers = names.map((name) => known.number(name, hashOf(name)));
  const [groups, codes, sums]: number[][] = [[], [], []];
  for (const [n, own] of counts.entries()) {
    for (let i = 0; i < own.length; i += 2) {
      groups!.push(numbers[n]!);
      codes!.push(own[i]! - FIRST_CODE);
      sums!.push(own[i + 1]!);
    }
  }
  return {
    names: known.data(),
    groups: Int32Array.from(groups!),
    codes: Int16Array.from(codes!),
    counts: Float64Array.from(sums!),
    halvings,
    others: byIndex(others),
  };
}

function cellsOf({ level, starts, groups, events, errors }: GroupCellsData): PartialCells {
  return { level, starts: [...starts], groups: [...groups], events: [...events], errors: [...errors] };
}

function cellsDataOf({ level, starts, groups, events, errors }: PartialCells): GroupCellsData {
  return {
    level,
    starts: Float64Array.from(starts),
    groups: Int32Array.from(groups),
    events: Float64Array.from(events),
    errors: Float64Array.from(errors),
  };
}
