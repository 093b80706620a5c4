/**
 * The last check of what is advised: each option must change the source's events, and none may lose its time. Possible
 * only where the source is small enough to be kept and read again as a whole; elsewhere the kept lines must do.
 */
import type { GivenOption } from './command.js';
import type { SourceStats } from './source-stats.js';
import { changeOf, type TrialLine } from './trial.js';

interface Event {
  readonly line: number;
  readonly code: number;
  /** Epoch milliseconds; null: untimed. */
  readonly time: number | null;
}

/** @returns those of the options that are worth advising */
export function proven(options: readonly GivenOption[], stats: SourceStats): GivenOption[] {
  if (!stats.isKeptWhole || options.length === 0) return [...options];
  const asGiven = eventsWith([], stats);
  let kept = [...options];
  for (const [name] of options) {
    // It is advised together with a pattern, as one.
    if (name === 'time-format') continue;
    const others = kept.filter(([other]) => other !== name && !(name === 'pattern' && other === 'time-format'));
    const after = eventsWith(kept, stats);
    if (isSame(after, eventsWith(others, stats)) || losesTimes(asGiven, after)) kept = others;
  }
  return kept;
}

function eventsWith(options: readonly GivenOption[], { allLines, context }: SourceStats): Event[] {
  return eventsOf(allLines.after(changeOf(options, context) ?? {}));
}

/** A line without a time takes that of the line before. */
function eventsOf(lines: readonly TrialLine[]): Event[] {
  let last: number | null = null;
  return lines.flatMap(({ time, labelled, catalogueOnly }, line) => {
    last = time ?? last;
    return [...labelled, ...catalogueOnly].sort().map((code) => ({ line, code, time: last }));
  });
}

function isSame(a: readonly Event[], b: readonly Event[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ line, code, time }, i) => {
      const other = b[i]!;
      return line === other.line && code === other.code && time === other.time;
    })
  );
}

function losesTimes(before: readonly Event[], after: readonly Event[]): boolean {
  const untimed = new Set(after.filter(({ time }) => time === null).map(({ line }) => line));
  return before.some(({ line, time }) => time !== null && untimed.has(line));
}
