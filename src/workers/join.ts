/**
 * Puts the pieces of each source together. Lines without a time inherit that of an earlier line, which may be in an
 * earlier piece: so the first lines of a piece are resolved here, when all pieces are read.
 */
import type { PieceFacts } from '../aggregate/locations.js';
import type { RunCounts } from '../aggregate/run-counts.js';
import type { SourceSummary } from '../model/summary.js';
import type { Input } from '../sources/inputs.js';
import type { PieceResult } from './scan-job.js';

/**
 * Counts the events whose time an earlier piece decides, and sums up each source.
 * @param results in input order
 * @returns every source, also those that could not be opened
 */
export function joinPieces(
  inputs: readonly Input[],
  results: readonly PieceResult[],
  counts: RunCounts,
): SourceSummary[] {
  const countedNow = counts.finish();
  const { tally } = counts;
  const unread = inputs.filter(({ error }) => error !== null);
  const sources = new Map(
    unread.map(({ name, error }): [string, SourceSummary] => [name, { name, bytes: 0, lines: 0, events: 0, error }]),
  );
  const lastTimes = new Map<string, number>();
  for (const { order, name, bytes, lines, events, undated, error, lastTime } of results) {
    const source = sources.get(name) ?? { name, bytes: 0, lines: 0, events: 0, error: null };
    sources.set(name, source);
    const before = tally.events;
    tally.addUndated(undated, lastTimes.get(name) ?? Number.NaN);
    source.bytes += bytes;
    source.lines += lines;
    source.events += events + (countedNow.get(order) ?? 0) + tally.events - before;
    source.error ??= error;
    if (!Number.isNaN(lastTime)) lastTimes.set(name, lastTime);
  }
  return [...sources.values()];
}

/** For each piece, by its order: the number of lines, and the last time, in its source before it. */
export function pieceFacts(results: readonly PieceResult[]): (order: number) => PieceFacts {
  const facts = new Map<number, PieceFacts>();
  const before = new Map<string, PieceFacts>();
  for (const { order, name, lines, lastTime } of results) {
    const { linesBefore, timeBefore } = before.get(name) ?? { linesBefore: 0, timeBefore: Number.NaN };
    facts.set(order, { linesBefore, timeBefore });
    before.set(name, {
      linesBefore: linesBefore + lines,
      timeBefore: Number.isNaN(lastTime) ? timeBefore : lastTime,
    });
  }
  return (order) => facts.get(order)!;
}
