/** What was read by minute, a row for each: parallel arrays, as there may be a minute for each line of a log. */
import { StartNumbers } from '../../aggregate/start-numbers.js';

/** What was read, by the minute of the last event at or before each line. */
export interface Reads {
  lines: number;
  bytes: number;
  matched: number;
  inherited: number;
}

export function newReads(): Reads {
  return { lines: 0, bytes: 0, matched: 0, inherited: 0 };
}

export function addReads(to: Reads, { lines, bytes, matched, inherited }: Reads): void {
  to.lines += lines;
  to.bytes += bytes;
  to.matched += matched;
  to.inherited += inherited;
}

/** Parallel arrays. Minutes by their first instants. */
export interface ReadRowsData {
  readonly minutes: Float64Array;
  readonly lines: Float64Array;
  readonly bytes: Float64Array;
  readonly matched: Float64Array;
  readonly inherited: Float64Array;
}

const FIRST_SIZE = 8;

export class ReadRows {
  readonly #minutes = new StartNumbers();
  #lines = new Float64Array(FIRST_SIZE);
  #bytes = new Float64Array(FIRST_SIZE);
  #matched = new Float64Array(FIRST_SIZE);
  #inherited = new Float64Array(FIRST_SIZE);
  /** Of all rows. */
  readonly total = newReads();

  get length(): number {
    return this.#minutes.starts.length;
  }

  add(minute: number, reads: Reads): void {
    if (reads.lines + reads.bytes + reads.matched + reads.inherited === 0) return;
    const row = this.#minutes.of(minute);
    if (row >= this.#lines.length) this.#grow(row * 2);
    this.#lines[row]! += reads.lines;
    this.#bytes[row]! += reads.bytes;
    this.#matched[row]! += reads.matched;
    this.#inherited[row]! += reads.inherited;
    addReads(this.total, reads);
  }

  /** Adds what `data` gave. */
  append({ minutes, lines, bytes, matched, inherited }: ReadRowsData): void {
    for (let i = 0; i < minutes.length; i++) {
      this.add(minutes[i]!, { lines: lines[i]!, bytes: bytes[i]!, matched: matched[i]!, inherited: inherited[i]! });
    }
  }

  /** Copies, which a thread may send. */
  data(): ReadRowsData {
    const { length } = this;
    return {
      minutes: Float64Array.from(this.#minutes.starts),
      lines: this.#lines.slice(0, length),
      bytes: this.#bytes.slice(0, length),
      matched: this.#matched.slice(0, length),
      inherited: this.#inherited.slice(0, length),
    };
  }

  #grow(size: number): void {
    this.#lines = grown(this.#lines, size);
    this.#bytes = grown(this.#bytes, size);
    this.#matched = grown(this.#matched, size);
    this.#inherited = grown(this.#inherited, size);
  }
}

function grown(column: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(size);
  larger.set(column);
  return larger;
}
