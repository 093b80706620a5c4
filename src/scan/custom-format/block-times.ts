/** The times that a form of the user's own finds, one after the other, as fast as they come. */
import { Kernel } from '../../kernel/kernel.js';
import type { LineRules } from '../../model/rules.js';
import type { WrittenTime } from '../../time/strptime.js';
import { anyTime, packedZone, writtenTimeReader } from './time-reader.js';

/**
 * A value is read as the time of a JSON line, behind which stands a time that the line has where the value is none: so
 * the line is never read as text, which would find times within the value. The value itself is tried as text then.
 */
const BEFORE = Buffer.from('{"t":"');
const AFTER = Buffer.from('"t":"1971-02-03T04:05:06.007Z"}\n');
const STAND_IN = Date.UTC(1971, 1, 3, 4, 5, 6, 7);
/** A timestamp has at most 64 characters; what stands in must begin within a line's first 512. */
const LONGEST = 256;
const [LF, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const noVisit = () => {};

export class BlockTimes {
  readonly #readFormat: ((value: string | number) => WrittenTime | null) | null;
  readonly #rules: LineRules;
  readonly #kernel: Kernel;
  #value: string | number | null = null;
  #reads = false;
  /** Of the time that was read last: as the kernel's records have it. */
  local = Number.NaN;
  zone = 0;

  /** @throws LogscanError `usage` */
  constructor(module: WebAssembly.Module, timeFormat: string | null, rules: LineRules) {
    this.#rules = rules;
    this.#readFormat = timeFormat === null ? null : writtenTimeReader(timeFormat, rules);
    // It reads one short line after the other, each a source of its own.
    this.#kernel = new Kernel(module, rules, { blockSize: 8192, numbered: false });
  }

  /** Whether the value is a time: then `local` and `zone` have it. */
  read(value: string | number): boolean {
    if (value === this.#value) return this.#reads;
    this.#value = value;
    this.#reads = this.#readFormat === null ? this.#readAny(value) : this.#take(this.#readFormat(value));
    return this.#reads;
  }

  #readAny(value: string | number): boolean {
    const isText = typeof value === 'string';
    const text = String(isText ? value.trim() : value);
    if (!this.#readMember(text, isText)) return this.#take(anyTime(value, this.#rules));
    if (this.local !== STAND_IN) return true;
    if (!isText) return false;
    const end = this.#write(text, 0);
    this.#kernel.memory[this.#kernel.roomAt + end] = LF;
    this.#readLine(end + 1);
    return !Number.isNaN(this.local);
  }

  /** Reads the text as a member of a JSON line, in quotes or not; false where it does not stand there as it is. */
  #readMember(text: string, isQuoted: boolean): boolean {
    if (text.length > LONGEST) return false;
    const { memory, roomAt } = this.#kernel;
    const from = isQuoted ? BEFORE.length : BEFORE.length - 1;
    memory.set(BEFORE, roomAt);
    let end = this.#write(text, from);
    if (end < 0) return false;
    if (isQuoted) memory[roomAt + end++] = QUOTE;
    memory[roomAt + end++] = COMMA;
    memory.set(AFTER, roomAt + end);
    this.#readLine(end + AFTER.length);
    return true;
  }

  /** Writes it at byte `from` of the line; answers its end, or -1 where JSON would write a character another way. */
  #write(text: string, from: number): number {
    const { memory, roomAt } = this.#kernel;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x20 || unit > 0x7e || unit === QUOTE || unit === BACKSLASH) return -1;
      memory[roomAt + from + i] = unit;
    }
    return from + text.length;
  }

  /** What the kernel says of the line that was written, of `length` bytes with its end. */
  #readLine(length: number): void {
    const kernel = this.#kernel;
    kernel.begin();
    kernel.filled(length, noVisit);
    const { local, zone } = kernel.lastTime;
    this.local = local;
    this.zone = zone;
  }

  #take(written: WrittenTime | null): boolean {
    if (written === null) return false;
    this.local = written.local;
    this.zone = packedZone(written);
    return true;
  }
}
