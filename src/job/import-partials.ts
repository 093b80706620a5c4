/**
 * Takes partial results into the history of a job: events by the minute, as if the job had read their logs. What a partial
 * does not have: lines and bytes by time, which are shared out by events, and groups by code and time together.
 */
import type { Changes, Gap, GroupChanges, ImportedSource, ReadRows } from '../history/changes.js';
import { NOT_REMEMBERED } from '../history/changes.js';
import { hourCells } from '../history/counts/hour-cells.js';
import type { History } from '../history/history.js';
import { importedSources } from '../history/imports.js';
import { FIRST_CODE } from '../model/code.js';
import { usageError } from '../model/errors.js';
import type { PartialCounts, PartialDocument, PartialPart } from '../model/partial.js';
import { sourceName } from '../text/source-name.js';
import { WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { type CountedMinutes, countedMinutes } from './counted-minutes.js';
import { MOST_IN_MINUTE } from './importable.js';
import { ImportedBefore } from './imported-before.js';

/** Partial results of one log, of whole sources, of which none is in two of them. */
export interface ImportedSet {
  /** Under this name they count. */
  readonly log: string;
  /** Each with what messages call it. */
  readonly partials: readonly { readonly file: string; readonly partial: PartialDocument }[];
}

/** What was added to a log. */
export interface Imported {
  readonly log: string;
  events: number;
  sources: number;
  /** All was there already. */
  isKnown: boolean;
}

/**
 * Where one is refused, none is taken in. Each keeps its own times, so that one that is there already is left out.
 * @param allowsSame what seems to be there already counts once more
 * @param now epoch milliseconds
 * @returns by log
 * @throws LogscanError `usage` for what is, or may be, counted already
 */
export async function importSets(
  history: History,
  sets: readonly ImportedSet[],
  { keys, allowsSame, now }: { readonly keys: number; readonly allowsSame: boolean; readonly now: number },
): Promise<Imported[]> {
  const before = new ImportedBefore(await importedSources(history.db));
  const changes: Change[] = [];
  const done = new Map<string, Imported>();
  for (const { log, partials } of sets) {
    const added = done.get(log) ?? { log, events: 0, sources: 0, isKnown: true };
    done.set(log, added);
    const ofSet: ImportedSource[] = [];
    for (const { file, partial } of partials) {
      const { counts, parts } = partial;
      const rows = countedMinutes(counts);
      const imports = parts.map(
        ({ name, size, digest }): ImportedSource => ({ log, name, size, digest, ...rows.span }),
      );
      if (!allowsSame && before.has(imports)) continue;
      if (!allowsSame) before.refuseOverlap(imports, file);
      const text = textOf(log, partial, rows, keys > 0, history.zone);
      changes.push({ text, imports, gaps: gapsOf(log, parts, rows.span.ends ?? now) });
      added.events += text.events;
      added.sources += imports.length;
      added.isKnown = false;
      ofSet.push(...imports);
    }
    before.add(ofSet);
  }
  const commit = async () => {
    for (const some of batches(changes)) {
      await history.commit(
        {
          ...{ streams: [], files: [], missingFiles: [], missingStreams: [], forgottenStreams: [] },
          texts: some.map(({ text }) => text),
          gaps: some.flatMap(({ gaps }) => gaps),
          imports: some.flatMap(({ imports }) => imports),
        },
        now,
      );
    }
  };
  // What counts whatever is there would count twice where the same call is made again after half of it.
  await (allowsSame ? history.db.transaction(commit) : commit()).catch(refuseTooMany);
  if (changes.length > 0) await history.settle();
  return [...done.values()];
}

/** Each partial result has few enough, but not what they add up to. */
function refuseTooMany(error: Error): never {
  if (!error.message.startsWith('Conversion Error')) throw error;
  throw usageError(`counts: expected at most ${MOST_IN_MINUTE} events of a code in a minute in all; got more`);
}

/** What one partial result changes. */
interface Change {
  readonly text: Changes['texts'][number];
  readonly imports: readonly ImportedSource[];
  readonly gaps: Changes['gaps'];
}

/** As many at a time as the database has memory for. Where it ends between two, the same call goes on behind the first,
 * unless what is there counts once more. */
function* batches(changes: readonly Change[]): Generator<readonly Change[]> {
  let some: Change[] = [];
  let rows = 0;
  for (const change of changes) {
    some.push(change);
    rows += sum(change.text.groups.flatMap(({ cells }) => cells.map(({ minutes }) => minutes.length / 2)));
    if (rows < MOST_ROWS) continue;
    yield some;
    some = [];
    rows = 0;
  }
  if (some.length > 0) yield some;
}

const MOST_ROWS = 1 << 18;

function textOf(
  log: string,
  { counts, parts }: PartialDocument,
  rows: CountedMinutes,
  isGrouped: boolean,
  zone: Zone,
): Changes['texts'][number] {
  const codes = new Map<number, number>();
  for (let i = 0; i < counts.untimed.length; i += 2) codes.set(counts.untimed[i]!, counts.untimed[i + 1]!);
  const untimed = sum([...codes.values()]);
  // Of what was read, the share that these events have of all that were found: others are outside --since and --until.
  const found = rows.events + untimed + counts.filtered;
  const share = (of: (part: PartialPart) => number) =>
    found === 0 ? sum(parts.map(of)) : Math.round((sum(parts.map(of)) * (rows.events + untimed)) / found);
  const [lines, bytes, matched] = [
    share(({ lines }) => lines),
    share(({ bytes }) => bytes),
    share((part) => part.matchedLines),
  ];
  const reads = sharedOut(rows, { lines, bytes, matched, inherited: Math.min(counts.inherited, rows.events) });
  const isTimed = rows.events > 0;
  const hours = new WindowCutter(zone, { n: 1, unit: 'h' });
  const cells = [
    hourCells({ ...rows, codes: rows.codes.map((code) => code - FIRST_CODE), ...timesOf(counts, rows, hours) }, hours),
  ];
  const group: GroupChanges = { name: isGrouped ? null : [], cells };
  return {
    log,
    stream: NOT_REMEMBERED,
    groups: isTimed ? [group] : [],
    reads,
    untimed: { codes, lines: isTimed ? 0 : lines, bytes: isTimed ? 0 : bytes, matched: isTimed ? 0 : matched },
    ...{ lines, bytes, matched },
    events: rows.events + untimed,
  };
}

/** Each minute gets its share, by its events; the shares add up to the sum. */
function sharedOut(
  { minutes, counts, events }: CountedMinutes,
  sums: { readonly lines: number; readonly bytes: number; readonly matched: number; readonly inherited: number },
): ReadRows {
  const rows = {
    minutes: [] as number[],
    lines: [] as number[],
    bytes: [] as number[],
    matched: [] as number[],
    inherited: [] as number[],
  };
  const names = ['lines', 'bytes', 'matched', 'inherited'] as const;
  let before = 0;
  for (let i = 0; i < minutes.length; ) {
    const minute = minutes[i]!;
    let after = before;
    for (; minutes[i] === minute; i++) after += counts[i]!;
    rows.minutes.push(minute);
    const upTo = (name: (typeof names)[number], n: number) => Math.floor((sums[name] * n) / events);
    for (const name of names) rows[name].push(upTo(name, after) - upTo(name, before));
    before = after;
  }
  return rows;
}

/** Times of the first and last event of each row: exact for the first and last of a code of all, else as exact as the bins are. */
function timesOf(
  { spans }: PartialCounts,
  { minutes, codes }: CountedMinutes,
  hours: WindowCutter,
): { readonly firsts: number[]; readonly lasts: number[] } {
  const all = new Map<number, { readonly first: number; readonly last: number }>();
  for (let i = 0; i < spans.length; i += 3) all.set(spans[i]!, { first: spans[i + 1]!, last: spans[i + 2]! });
  const times = { firsts: [] as number[], lasts: [] as number[] };
  for (const [i, minute] of minutes.entries()) {
    const { start, end } = hours.at(minute);
    const { first, last } = all.get(codes[i]!) ?? { first: minute, last: minute };
    const earliest = Math.max(minute, first);
    times.firsts.push(earliest);
    times.lasts.push(Math.max(earliest, last >= start && last < end ? last : minute));
  }
  return times;
}

function gapsOf(log: string, parts: readonly PartialPart[], ends: number): { id: number; gap: Gap }[] {
  return parts.flatMap(({ name, error }) => {
    if (error === null) return [];
    return [{ id: NOT_REMEMBERED, gap: { log, begins: null, ends, reason: `${sourceName(name)}: ${error}` } }];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}
