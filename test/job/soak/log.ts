/**
 * One log of a platform that keeps writing, and what it has written so far by its own count. Lines have times on a
 * clock of their own that runs fast, so that a soak of seconds covers days.
 */
import { appendFileSync, closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { Random } from './random.js';

const MINUTE_MS = 60_000;
const CODES = [106000, 107000, 107000, 107000, 107011, 108000, 108015, 109000, 109004];

/** Events by `minute code`, where the minute is its first instant in epoch milliseconds. */
export type Counts = Map<string, number>;

export class WrittenLog {
  path: string;
  readonly counts: Counts = new Map();
  lines = 0;
  bytes = 0;
  readonly #random: Random;
  #clock: number;
  /** What a line without a time inherits in the text that is being written; null: nothing yet. */
  #last: number | null = null;
  /** Whether the next line with a time has a code. */
  #isEventNext = false;
  /** The rest of a line of which the beginning is written. */
  #rest = '';
  #fd: number;

  constructor(path: string, random: Random, clock: number) {
    this.path = path;
    this.#random = random;
    this.#clock = clock;
    this.#fd = openSync(path, 'a');
  }

  /** Some lines; now and then the last of them only in part. */
  write(): void {
    this.complete();
    const random = this.#random;
    let text = '';
    for (let n = 1 + random.below(40); n > 0; n--) text += this.#line();
    if (random.chance(0.3)) {
      const line = this.#line();
      const cut = 1 + random.below(line.length - 1);
      this.#rest = line.slice(cut);
      text += line.slice(0, cut);
    }
    writeSync(this.#fd, text);
  }

  /** Ends a line of which the beginning is written. */
  complete(): void {
    if (this.#rest !== '') writeSync(this.#fd, this.#rest);
    this.#rest = '';
  }

  /** What a rotation does to the file that is written to; then goes on in a new text. */
  reopen(path = this.path): void {
    closeSync(this.#fd);
    this.path = path;
    this.#fd = openSync(path, 'a');
    this.newText();
  }

  /**
   * The file was emptied under the writer's hands.
   * @param withEvent whether it begins with an event: by less nobody can know it again where it is a part of another text
   */
  newText(withEvent = false): void {
    this.#last = null;
    this.#isEventNext = withEvent;
  }

  /** Where the next byte is written. */
  get end(): number {
    return fstatSync(this.#fd).size;
  }

  /** Late, to a file that was put aside already. */
  appendTo(path: string): void {
    const last = this.#last;
    appendFileSync(path, this.#timed());
    // Lines without a time take that of the text they are in.
    this.#last = last;
  }

  close(): void {
    this.complete();
    closeSync(this.#fd);
  }

  #line(): string {
    return this.#last !== null && this.#random.chance(0.2) ? this.#untimed() : this.#timed();
  }

  #timed(): string {
    const random = this.#random;
    this.#clock += random.below(20_000);
    // Late lines: some out of order, a few from long ago.
    const time = this.#clock - (random.chance(0.1) ? random.below(90_000) : 0) - (random.chance(0.01) ? 86_400_000 : 0);
    this.#last = time;
    const stamp = new Date(time).toISOString();
    const isEvent = this.#isEventNext;
    this.#isEventNext = false;
    if (random.chance(0.4) && !isEvent)
      return this.#count(`${stamp} INFO [${random.below(99)}] Sales waiting=${random.below(30)}\n`, null, time);
    const code = random.of(CODES);
    return this.#count(
      `${stamp} INFO [${random.below(99)}] AddInteraction code=${code} in ${random.below(900)} ms\n`,
      code,
      time,
    );
  }

  /** Takes the time of the line before it. */
  #untimed(): string {
    const code = this.#random.of(CODES);
    return this.#count(
      `   <StatusCode>${code}</StatusCode> ${'x'.repeat(this.#random.below(60))}\n`,
      code,
      this.#last!,
    );
  }

  #count(line: string, code: number | null, time: number): string {
    this.lines += 1;
    this.bytes += line.length;
    if (code !== null) {
      const key = `${Math.floor(time / MINUTE_MS) * MINUTE_MS} ${code}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
    return line;
  }
}
