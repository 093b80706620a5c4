/** Counts what a custom format could not read, with the first line of each kind, for warnings. */
import type { LineFormat } from '../../model/line-format.js';
import { thousands } from '../../text/numbers.js';
import { quoted } from '../../text/quoted.js';
import { plural } from '../../text/words.js';
import type { CustomReading } from './custom-reading.js';
import { MAX_PATTERN_TEXT } from './pattern.js';
import { LINE_BUDGET_MS } from './watched-pattern.js';

/** Lines of one kind: their number, and the first one's line number, from 1 (0: none). */
interface Seen {
  count: number;
  first: number;
}

/** The notes on a piece, as plain data. Lines are numbered from the piece's beginning. */
export interface UnreadNotes {
  /** Lines that the format matches, and among them those on which it finds a time and a code. */
  fitting: number;
  withTime: number;
  withCode: number;
  readonly notJson: Seen;
  readonly cut: Seen;
  /** Lines of which a pattern got only the beginning, and those that took it too long. */
  readonly shortened: Seen;
  readonly over: Seen;
  /** Values that are no time, and the first of them. */
  readonly badTimes: Seen & { text: string };
}

export function noNotes(): UnreadNotes {
  return {
    fitting: 0,
    withTime: 0,
    withCode: 0,
    notJson: { count: 0, first: 0 },
    cut: { count: 0, first: 0 },
    shortened: { count: 0, first: 0 },
    over: { count: 0, first: 0 },
    badTimes: { count: 0, first: 0, text: '' },
  };
}

/** Counts a line that the format matches. */
export function noteFit(notes: UnreadNotes, { time, codes }: CustomReading): void {
  notes.fitting += 1;
  if (time !== null) notes.withTime += 1;
  if (codes !== null) notes.withCode += 1;
}

/** @param line from 1, in the piece */
export function noteLine(seen: Seen, line: number): void {
  if (seen.count === 0) seen.first = line;
  seen.count += 1;
}

interface PieceNotes {
  /** Name of the source. */
  readonly name: string;
  readonly lines: number;
  readonly notes: UnreadNotes | null;
}

/** The warnings for all sources, each beginning with the source's name. `results`: the pieces in input order. */
export function sourceNotes(format: LineFormat, results: readonly PieceNotes[]): string[] {
  const sources = new Map<string, { lines: number; notes: UnreadNotes }>();
  for (const { name, lines, notes } of results) {
    const source = sources.get(name) ?? { lines: 0, notes: noNotes() };
    if (notes !== null) addNotes(source.notes, notes, source.lines);
    source.lines += lines;
    sources.set(name, source);
  }
  return [...sources].flatMap(([name, { lines, notes }]) =>
    noteSentences(notes, lines, format).map((sentence) => `${name}: ${sentence}`),
  );
}

function addNotes(all: UnreadNotes, notes: UnreadNotes, linesBefore: number): void {
  all.fitting += notes.fitting;
  all.withTime += notes.withTime;
  all.withCode += notes.withCode;
  if (all.badTimes.count === 0) all.badTimes.text = notes.badTimes.text;
  for (const kind of ['notJson', 'cut', 'shortened', 'over', 'badTimes'] as const)
    addSeen(all[kind], notes[kind], linesBefore);
}

function addSeen(all: Seen, { count, first }: Seen, linesBefore: number): void {
  if (all.count === 0 && count > 0) all.first = linesBefore + first;
  all.count += count;
}

/** The warnings for one source, one sentence each; none where the format read everything. `lines`: lines of the source. */
export function noteSentences(notes: UnreadNotes, lines: number, format: LineFormat): string[] {
  if (lines === 0) return [];
  const { notJson, cut, shortened, over, badTimes } = notes;
  const sentences: string[] = [];
  if (format.kind === 'pattern') {
    if (notes.fitting === 0) sentences.push(`--pattern fits no line; all ${lines} were read by the ordinary rules`);
    if (shortened.count > 0) {
      sentences.push(
        `${shortened.count} ${plural(shortened.count, 'line is', 'lines are')} longer than ${thousands(MAX_PATTERN_TEXT)} characters (the first is line ${shortened.first}): --pattern read only the beginning`,
      );
    }
    if (over.count > 0) {
      sentences.push(
        `${over.count} ${plural(over.count, 'line takes', 'lines take')} --pattern more than ${LINE_BUDGET_MS} ms (the first is line ${over.first}): read by the ordinary rules`,
      );
    }
  } else {
    const { codePath, timePath } = format;
    if (notJson.count > 0) {
      sentences.push(
        `${notJson.count} ${plural(notJson.count, 'line is', 'lines are')} no JSON (the first is line ${notJson.first}): read by the ordinary rules`,
      );
    }
    if (codePath !== null && notes.withCode === 0) sentences.push(`--json-code ${codePath} is on no line`);
    if (timePath !== null && notes.withTime === 0) sentences.push(`--json-time ${timePath} is on no line`);
  }
  if (badTimes.count > 0) {
    const as = format.timeFormat === null ? 'as a timestamp' : `as --time-format ${format.timeFormat}`;
    sentences.push(
      `${badTimes.count} ${plural(badTimes.count, 'time does', 'times do')} not read ${as} (the first is on line ${badTimes.first}: ${quoted(badTimes.text)}): they count as lines without a time`,
    );
  }
  if (cut.count > 0) {
    sentences.push(
      `${cut.count} ${plural(cut.count, 'line is', 'lines are')} longer than 1 MiB (the first is line ${cut.first}): only the first 1 MiB was read`,
    );
  }
  return sentences;
}
