/** Warns of keys that are on no line: probably another one was meant, which the beginnings of the logs may have. */
import { GROUPINGS } from '../model/grouping.js';
import type { RunContext, ScanPlan } from '../model/plan.js';
import { type GroupsSummary, NO_VALUE } from '../model/summary.js';
import { keysOfConditions } from '../model/where.js';
import { beginningOf } from '../sources/beginning.js';
import { canReadAgain } from '../sources/read-twice.js';
import { nearest } from '../text/nearest.js';
import { listed } from '../text/words.js';
import type { PieceResult } from './scan-job.js';

/** At most this many sources are read again for their keys. */
const MAX_READ_AGAIN = 8;
/** At most this many keys are named where none is near. */
const MAX_NAMED = 6;

/** What has to be known of a source. */
type Read = Pick<PieceResult, 'name' | 'beginning' | 'matchedLines'>;

/**
 * @param groups of the summary; undefined: its keys are not looked at
 * @param seen keys of conditions that have been on a line, lower case
 */
export async function warnOfAbsentKeys(
  { where, format }: ScanPlan,
  results: readonly Read[],
  groups: GroupsSummary | undefined,
  seen: ReadonlySet<string>,
  run: Pick<RunContext, 'warn'>,
): Promise<void> {
  if (!results.some(({ matchedLines }) => matchedLines > 0)) return;
  const absent = [
    ...absentGroupKeys(groups).map((key) => ({ option: '--by', key, others: GROUPINGS })),
    ...keysOfConditions(where)
      .filter((key) => !seen.has(key))
      .map((key) => ({ option: '--where', key, others: [] })),
  ];
  if (absent.length === 0) return;
  // Loaded only here: most runs name no key, or one that is there.
  const { keysOfLines } = await import('../scan/line-keys.js');
  const named =
    format?.kind === 'pattern' ? [...format.pattern.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1]!) : [];
  const keys = [...named, ...keysOfLines(await beginnings(results))];
  for (const { option, key, others } of absent) {
    // On other lines the key may be.
    const isWritten = keys.some((each) => each.toLowerCase() === key.toLowerCase());
    const meant = isWritten ? null : nearest(key, [...others, ...keys]);
    const tip = meant !== null ? `did you mean ${meant}?` : keys.length > 0 ? `the lines have ${some(keys)}` : null;
    run.warn(`${option}: no line with a code has the key ${key}`, tip === null || isWritten ? [] : [`tip: ${tip}`]);
  }
}

function absentGroupKeys(groups: GroupsSummary | undefined): string[] {
  if (groups === undefined || groups.rows.length === 0 || groups.other !== null) return [];
  return groups.by.filter((_, i) => groups.rows.every(({ values }) => values[i] === NO_VALUE));
}

/** The first lines of some sources that have codes. */
async function beginnings(results: readonly Read[]): Promise<string> {
  const texts: string[] = [];
  const names = new Set<string>();
  for (const { name, beginning, matchedLines } of results) {
    if (matchedLines === 0 || names.has(name)) continue;
    if (names.size === MAX_READ_AGAIN) break;
    names.add(name);
    texts.push(beginning ?? (canReadAgain(name) ? await beginningOf(name) : null) ?? '');
  }
  return texts.join('\n');
}

function some(keys: readonly string[]): string {
  const shown = keys.slice(0, MAX_NAMED);
  return keys.length > shown.length ? `${shown.join(', ')} and more` : listed(shown);
}
