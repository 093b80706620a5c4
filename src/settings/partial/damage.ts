/** What no schema says of a partial result: lists that belong together, codes and times. */
import { FIRST_CODE, LAST_CODE } from '../../model/code.js';
import { LogscanError } from '../../model/errors.js';
import { areRanges } from '../../model/number-ranges.js';
import type { PartialDocument, PartialGroups } from '../../model/partial.js';
import { windowLevels } from '../../time/bins.js';
import { FARTHEST } from '../../time/offsets.js';
import { parseWindow } from '../../time/window-length.js';

/** What is wrong with it; null: nothing. */
export function damageOf({ plan, options, window, counts, parts }: PartialDocument): string | null {
  if (plan !== null && !areRanges(plan.parts)) return 'plan.parts that are no ranges';
  const { bins, cells } = counts;
  const sum = bins.sizes.reduce((all, size) => all + size, 0);
  if (bins.starts.length !== bins.sizes.length || sum !== bins.codes.length || sum !== bins.counts.length) {
    return 'counts.bins whose lists are not of one length';
  }
  if (bins.codes.some((code) => !isCode(code))) return 'counts.bins with a number that is no code';
  const levels = levelsOf(window);
  if (levels === 0) return `a window that is none: ${JSON.stringify(window)}`;
  if (counts.level >= levels || (cells?.level ?? 0) >= levels) return 'a level that its windows do not have';
  if ([options.since, options.until].some((time) => time !== null && Number.isNaN(Date.parse(time)))) {
    return 'options.since or options.until that is no time';
  }
  if (!areSteps(bins.starts)) return 'counts.bins with a start that is no time';
  if (!areRuns(counts.untimed, 2)) return 'counts.untimed that are no codes and counts';
  const areSpans = counts.spans.every(
    (n, i, all) => i % 3 === 0 || (isInstant(n) && (i % 3 === 1 || n >= all[i - 1]!)),
  );
  if (!areRuns(counts.spans, 3) || !areSpans) {
    return 'counts.spans that are no codes and times';
  }
  const keys = options.by.length;
  const groups = [counts.groups, ...parts.map(({ head }) => head?.groups ?? null)];
  if (groups.some((each) => each !== null && !areGroups(each, keys))) return 'groups that are damaged';
  if (keys > 0 && counts.groups === null) return 'no groups';
  if (parts.some(({ head }) => head !== null && !areRuns(head.codes, 2))) return 'a head that is damaged';
  if (parts.some(({ from, to }) => to !== null && to < from)) return 'a part that ends before it begins';
  if (parts.some(({ lastTime }) => lastTime !== null && !isInstant(lastTime))) return 'a last time that is none';
  if (cells === null) return null;
  if (!cells.starts.every(isInstant)) return 'counts.cells with a start that is no time';
  const { length } = cells.starts;
  const areParallel = [cells.groups, cells.events, cells.errors].every((list) => list.length === length);
  const size = counts.groups?.names.length ?? 0;
  return areParallel && cells.groups.every((group) => group < size) ? null : 'counts.cells that are damaged';
}

function areGroups({ names, counts, others }: PartialGroups, keys: number): boolean {
  return (
    names.length === counts.length &&
    names.every((name) => name.length === keys) &&
    counts.every((own) => areRuns(own, 2)) &&
    areRuns(others, 2)
  );
}

/** Runs of numbers of which each first one is a code. */
function areRuns(numbers: readonly number[], length: number): boolean {
  return numbers.length % length === 0 && numbers.every((n, i) => i % length > 0 || isCode(n));
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= FIRST_CODE && code <= LAST_CODE;
}

/** Windows are not cut farther from 1970. */
function isInstant(time: number): boolean {
  return Number.isInteger(time) && Math.abs(time) <= FARTHEST;
}

/** The first is an instant, each other one the distance to the next. */
function areSteps(steps: readonly number[]): boolean {
  let time = 0;
  for (const step of steps) {
    time += step;
    if (!isInstant(time)) return false;
  }
  return true;
}

/** How many lengths windows may come to have; 0 where these are no windows. */
function levelsOf(window: string): number {
  try {
    return windowLevels(parseWindow(window)).length;
  } catch (error) {
    if (!(error instanceof LogscanError)) throw error;
    return 0;
  }
}
