/** What a form of the user's own could not read: counted, with the first line of each kind, never silent. */
import type { LineFormat } from '../model/line-format.js';
import { quoted } from '../time/quoted.js';
import type { OwnReading } from './own-reading.js';

type Kind = 'notJson' | 'cut';

export class LineNotes {
  readonly #format: LineFormat;
  readonly #counts: Record<Kind, { count: number; first: number }> = {
    notJson: { count: 0, first: 0 },
    cut: { count: 0, first: 0 },
  };
  #fitting = 0;
  #withTime = 0;
  #withCode = 0;
  #badTimes = 0;
  #firstBadTime: { readonly line: number; readonly text: string } | null = null;

  constructor(format: LineFormat) {
    this.#format = format;
  }

  /** `line` from 1, in the piece. */
  count(kind: Kind, line: number): void {
    const seen = this.#counts[kind];
    if (seen.count === 0) seen.first = line;
    seen.count += 1;
  }

  /** The form fits a line. */
  fits({ time, codes }: OwnReading): void {
    this.#fitting += 1;
    if (time !== null) this.#withTime += 1;
    if (codes !== null) this.#withCode += 1;
  }

  badTime(line: number, value: string | number): void {
    this.#badTimes += 1;
    this.#firstBadTime ??= { line, text: String(value) };
  }

  /** One sentence each, for standard error; empty where everything was as the form has it. */
  sentences(lines: number): string[] {
    if (lines === 0) return [];
    const notes: string[] = [];
    const { notJson, cut } = this.#counts;
    if (this.#format.kind === 'pattern') {
      if (this.#fitting === 0) notes.push(`--pattern fits no line; all ${lines} were read by the ordinary rules`);
    } else {
      const { codePath, timePath } = this.#format;
      if (notJson.count > 0) {
        notes.push(
          `${counted(notJson.count, 'line is', 'lines are')} no JSON (the first is line ${notJson.first}): read by the ordinary rules`,
        );
      }
      if (codePath !== null && this.#withCode === 0) notes.push(`--json-code ${codePath} is on no line`);
      if (timePath !== null && this.#withTime === 0) notes.push(`--json-time ${timePath} is on no line`);
    }
    if (this.#firstBadTime !== null) {
      const { line, text } = this.#firstBadTime;
      const as = this.#format.timeFormat === null ? 'as a timestamp' : `as --time-format ${this.#format.timeFormat}`;
      notes.push(
        `${counted(this.#badTimes, 'time does', 'times do')} not read ${as} (the first is on line ${line}: ${quoted(text)}): they count as lines without a time`,
      );
    }
    if (cut.count > 0) {
      notes.push(
        `${counted(cut.count, 'line is', 'lines are')} longer than 1 MiB (the first is line ${cut.first}): only the first 1 MiB was read`,
      );
    }
    return notes;
  }
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
