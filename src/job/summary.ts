/** From a history to the summary of a period: the same document that `scan` makes of the logs. */
import { groupTimes } from '../aggregate/group-times.js';
import { summarise } from '../aggregate/summarise.js';
import { summaryOptions } from '../aggregate/summary-options.js';
import { Tally } from '../aggregate/tally.js';
import type { Gap } from '../history/changes.js';
import type { KeepsGroup } from '../history/counts/drop-groups.js';
import type { PeriodCounts } from '../history/counts/read-period.js';
import type { History } from '../history/history.js';
import { CODE_COUNT, FIRST_CODE } from '../model/code.js';
import type { GroupTimes } from '../model/group-times.js';
import { passes } from '../model/passing-values.js';
import type { SourceSummary, Summary } from '../model/summary.js';
import { AUTO_WINDOWS, type WindowChoice, type WindowLength } from '../model/window.js';
import type { Plan } from '../pipeline.js';
import { autoLevel } from '../time/bins.js';
import type { Period } from '../time/period.js';
import { nominalMs } from '../time/window-length.js';
import { addGroups } from './period-groups.js';

const HOUR: WindowLength = { n: 1, unit: 'h' };
const DAY: WindowLength = { n: 1, unit: 'd' };
const MINUTE: WindowLength = { n: 1, unit: 'm' };

/** What a report's sources say beside the counts. */
export interface SourceProblems {
  readonly gaps: readonly Gap[];
  /** Files that cannot be read now, by name. */
  readonly failures: ReadonlyMap<string, string>;
}

export interface PeriodSummary {
  readonly summary: Summary;
  /** Of its groups over time, for a page. */
  readonly groupTimes: () => GroupTimes | null;
  readonly length: WindowLength;
  /** What was asked for and is not possible, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * @param plan its conditions (`where`) are about keys that events are grouped by
 * @param window windows shorter than the history keeps for the period become as long as it does
 */
export async function summaryOf(
  history: History,
  plan: Plan,
  period: Period,
  window: WindowChoice,
  problems: SourceProblems,
): Promise<PeriodSummary> {
  const keeps = groupFilter(plan);
  const hourly = await history.periodCounts(period, false, keeps);
  const length = lengthOf(history, window, hourly);
  const fine = nominalMs(length) < nominalMs(HOUR);
  const counts = fine ? await history.periodCounts(period, true, keeps) : hourly;
  const least = counts.coarsest === 'day' ? DAY : counts.coarsest === 'hour' ? HOUR : MINUTE;
  const used = nominalMs(length) < nominalMs(least) ? least : length;
  const notes: string[] = [];
  if (used !== length && window !== 'auto') {
    notes.push(
      `The history keeps no more than ${counts.coarsest}s of this period: windows are ${used.n}${used.unit} long.`,
    );
  }
  const tally = tallyOf(counts, plan, used);
  await addGroups(tally, counts.groups, used, history);
  const summary = summaryFrom(tally, counts, plan, period, problems);
  const rows = summary.groups?.rows.length ?? 0;
  return { summary, groupTimes: () => groupTimes(tally, plan.catalogue, rows), length: used, notes };
}

/** Whether a group fulfils the plan's conditions; null: there are none. */
function groupFilter({ where, groupKeys }: Plan): KeepsGroup | null {
  if (where.length === 0) return null;
  const keys = groupKeys.map((key) => key.toLowerCase());
  const byColumn = keys.map((key) => where.filter((condition) => condition.key === key));
  return (values) => byColumn.every((conditions, i) => passes(conditions, values[i] ?? null));
}

function lengthOf({ zone }: History, window: WindowChoice, { first, last }: PeriodCounts): WindowLength {
  if (window !== 'auto') return window;
  const from = Math.min(...first.values());
  const to = Math.max(...last.values());
  return AUTO_WINDOWS[from <= to ? autoLevel(zone, from, to) : 0]!;
}

/** Without groups. */
function tallyOf(counts: PeriodCounts, { timeZone, catalogue, groupKeys }: Plan, window: WindowLength): Tally {
  const tally = new Tally({
    timeZone,
    window,
    filter: { since: null, until: null, selected: null },
    groupKeys: groupKeys.length,
    errorCodes: catalogue.errorCodes,
  });
  const byCode = (values: ReadonlyMap<number, number>, otherwise: number) => {
    const array = new Float64Array(CODE_COUNT).fill(otherwise);
    for (const [code, value] of values) array[code - FIRST_CODE] = value;
    return array;
  };
  const events = counts.counts.reduce((sum, n) => sum + n, 0);
  tally.merge({
    level: 0,
    binStarts: Float64Array.from(counts.times),
    binCodes: Int16Array.from(counts.codes, (code) => code - FIRST_CODE),
    binCounts: Float64Array.from(counts.counts),
    untimed: new Float64Array(CODE_COUNT),
    first: byCode(counts.first, Number.POSITIVE_INFINITY),
    last: byCode(counts.last, Number.NEGATIVE_INFINITY),
    // Of a part of the groups it is not known how many of their events have an earlier line's time.
    inherited: Math.min(counts.inherited, events),
    // Events without a time belong to no period, so every report counts those of its logs as filtered.
    filtered: counts.untimed + counts.filtered,
    groups: null,
    cells: null,
  });
  return tally;
}

function summaryFrom(
  tally: Tally,
  counts: PeriodCounts,
  plan: Plan,
  { since, until }: Period,
  problems: SourceProblems,
): Summary {
  const matchedLines = counts.logs.reduce((sum, { matched }) => sum + matched, 0);
  const options = summaryOptions({ ...plan, since, until });
  return summarise(tally, { matchedLines, sources: sourcesOf(counts, problems) }, plan.catalogue, options);
}

function sourcesOf(counts: PeriodCounts, { gaps, failures }: SourceProblems): SourceSummary[] {
  const sources = new Map<string, SourceSummary>();
  for (const { name, bytes, lines, events } of counts.logs)
    sources.set(name, { name, bytes, lines, events, error: null });
  const add = (name: string, error: string) => {
    const source = sources.get(name) ?? { name, bytes: 0, lines: 0, events: 0, error: null };
    sources.set(name, { ...source, error: source.error === null ? error : `${source.error}; ${error}` });
  };
  for (const { log, reason } of gaps) add(log, reason);
  for (const [name, reason] of failures) add(name, reason);
  return [...sources.values()];
}
