/** Looks for the time of JSON lines where the ordinary rules don't, in order to suggest a `--json-time`. */
import type { LineRules } from '../model/rules.js';
import { timeName } from '../reference/timestamps/time-name.js';
import { type CustomTimeReader, customTimeReader } from '../scan/custom-format/time-reader.js';
import { textOf } from './excerpt.js';
import type { SampleLine } from './sample-lines.js';

/** How many levels of nested objects are searched. */
const DEPTH = 4;
/** At most this many lines are searched: lines of one writer have the same keys. */
const MOST_LINES = 500;

export class JsonTimes {
  readonly #read: CustomTimeReader;
  readonly #paths = new Map<string, number>();
  #lines = 0;

  constructor(rules: LineRules) {
    this.#read = customTimeReader(null, rules);
  }

  /** Takes a line on which the ordinary rules find no time. */
  add(line: SampleLine): void {
    if (!line.bytes.startsWith('{') || this.#lines >= MOST_LINES) return;
    let row: unknown;
    try {
      row = JSON.parse(textOf(line.bytes));
    } catch {
      return;
    }
    this.#lines += 1;
    this.#walk(row, '', DEPTH);
  }

  /** The path that has a time on most of those lines, or null. */
  get path(): string | null {
    const [best] = [...this.#paths].sort((a, b) => b[1] - a[1]);
    return best !== undefined && best[1] * 2 > this.#lines ? best[0] : null;
  }

  #walk(value: unknown, path: string, depth: number): void {
    if (typeof value === 'string' || typeof value === 'number') {
      if (path !== '' && this.#read(value) !== null) this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth > 0) {
      for (const [key, inner] of Object.entries(value)) {
        // The time of an appointment, or an expiry date, does not say when the line was written.
        if (!timeName(key).isOther) this.#walk(inner, joined(path, key), depth - 1);
      }
    }
  }
}

function joined(path: string, key: string): string {
  if (!/^[A-Za-z_@][\w@-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
