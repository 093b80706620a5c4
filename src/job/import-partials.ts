/**
 * Takes partial results into the history of a job: events by the minute, as if the job had read their logs. What a partial
 * does not have: lines and bytes by time, which are shared out by events, and groups by code and time together.
 */
import type { Changes, Gap, GroupChanges, ImportedSource, ReadRows } from '../history/changes.js';
import { NOT_REMEMBERED } from '../history/changes.js';
import type { History } from '../history/history.js';
import { importedSources } from '../history/imports.js';
import { usageError } from '../model/errors.js';
import type { PartialCounts, PartialDocument, PartialPart } from '../model/partial.js';
import { sourceName } from '../text/source-name.js';
import { formatInstant } from '../time/instants.js';
import { WindowCutter } from '../time/windows.js';
import type { Zone } from '../time/zone.js';
import { type CountedMinutes, countedMinutes } from './counted-minutes.js';

/** What is to be taken in as one log: the partial results of one host, merged. */
export interface ImportedLog {
  /** Under this name it counts. */
  readonly log: string;
  /** What messages call it. */
  readonly file: string;
  readonly partial: PartialDocument;
}

export interface Imported {
  readonly log: string;
  readonly events: number;
  readonly sources: number;
  /** It was there already, and nothing was added. */
  readonly isKnown: boolean;
}

/**
 * All of them or, where one is refused, none.
 * @param allowsSame what seems to be there already counts once more
 * @param now epoch milliseconds
 * @throws LogscanError `usage` for what is, or may be, counted already
 */
export async function importLogs(
  history: History,
  logs: readonly ImportedLog[],
  { keys, allowsSame, now }: { readonly keys: number; readonly allowsSame: boolean; readonly now: number },
): Promise<Imported[]> {
  const known = await importedSources(history.db);
  const texts: Changes['texts'][number][] = [];
  const imports: ImportedSource[] = [];
  const gaps: { id: number; gap: Gap }[] = [];
  const done: Imported[] = [];
  for (const { log, file, partial } of logs) {
    const { counts, parts } = partial;
    const rows = countedMinutes(counts);
    const own = parts.map(({ name, size, digest }): ImportedSource => ({ log, name, size, digest, ...rows.span }));
    const isKnown =
      !allowsSame && own.length > 0 && own.every((source) => known.some((other) => isSame(source, other)));
    const untimed = sum(counts.untimed.filter((_, i) => i % 2 === 1));
    done.push({ log, events: isKnown ? 0 : rows.events + untimed, sources: own.length, isKnown });
    if (isKnown) continue;
    if (!allowsSame) refuseOverlap([...known, ...imports], own, file);
    texts.push(textOf(log, partial, rows, keys > 0, history.zone));
    imports.push(...own);
    gaps.push(...gapsOf(log, parts, rows.span.ends ?? now));
  }
  if (texts.length > 0) {
    const nothing = { streams: [], files: [], missingFiles: [], missingStreams: [], forgottenStreams: [] };
    await history.commit({ texts, ...nothing, gaps, imports }, now);
    await history.settle();
  }
  return done;
}

/** The same source with the same events under the same name. */
function isSame(one: ImportedSource, other: ImportedSource): boolean {
  const names = ['log', 'name', 'size', 'digest', 'begins', 'ends'] as const;
  return one.digest !== null && names.every((name) => one[name] === other[name]);
}

/** Two partials of one log must be of different times; and one log is not to be counted under two names. */
function refuseOverlap(known: readonly ImportedSource[], own: readonly ImportedSource[], file: string): void {
  for (const source of own) {
    for (const other of known) {
      if (!overlaps(source, other)) continue;
      const span = ({ begins, ends }: ImportedSource) => `${formatInstant(begins!)} to ${formatInstant(ends!)}`;
      if (source.log === other.log) {
        throw usageError(
          `${file}: expected events of ${source.log} that are not in the history; got ${span(source)}, and ${span(other)} was imported`,
          'scan with --since and --until has only what is new; where both are to count, --allow-same adds it',
        );
      }
      if (source.digest === null || source.digest !== other.digest || source.size === 0) continue;
      throw usageError(
        `${file}: ${sourceName(source.name)} has the same size and content as ${sourceName(other.name)}, which was imported as ${other.log}: expected each log once`,
        'where they are two logs that are alike, --allow-same counts both',
      );
    }
  }
}

/** An instant that both share counts for neither: it may be the border between two. */
function overlaps(one: ImportedSource, other: ImportedSource): boolean {
  if (one.begins === null || other.begins === null) return false;
  if (one.begins === other.begins && one.ends === other.ends) return true;
  return one.begins < other.ends! && other.begins < one.ends!;
}

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
  const group: GroupChanges = { name: isGrouped ? null : [], counts: rows, spans: spansOf(counts, rows, zone) };
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

/** Of each code in each hour: exact for its first and last event of all, else as exact as the bins are. */
function spansOf(counts: PartialCounts, { minutes, codes }: CountedMinutes, zone: Zone): GroupChanges['spans'] {
  const hours = new WindowCutter(zone, { n: 1, unit: 'h' });
  const all = new Map<number, { first: number; last: number }>();
  for (let i = 0; i < counts.spans.length; i += 3) {
    all.set(counts.spans[i]!, { first: counts.spans[i + 1]!, last: counts.spans[i + 2]! });
  }
  const found = new Map<string, { hour: number; code: number; first: number; last: number }>();
  for (const [i, minute] of minutes.entries()) {
    const code = codes[i]!;
    const { start, end } = hours.at(minute);
    const { first, last } = all.get(code) ?? { first: minute, last: minute };
    const key = `${code} ${start}`;
    const row = found.get(key) ?? { hour: start, code, first: Math.max(minute, first), last: minute };
    row.last = Math.max(row.first, last >= start && last < end ? last : minute);
    found.set(key, row);
  }
  const rows = [...found.values()];
  return {
    hours: rows.map(({ hour }) => hour),
    codes: rows.map(({ code }) => code),
    firsts: rows.map(({ first }) => first),
    lasts: rows.map(({ last }) => last),
  };
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
