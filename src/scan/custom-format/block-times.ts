/** Reads the times that a custom format finds. Uses the kernel where it can, as it is faster than the reference. */
import { Kernel } from '../../kernel/kernel.js';
import type { LineRules } from '../../model/rules.js';
import type { WrittenTime } from '../../time/strptime.js';
import { packedZone } from '../times.js';
import { anyTime, writtenTimeReader } from './time-reader.js';

/**
 * A value is put into a JSON line as its time, before a second, placeholder time. If the value is a time the kernel finds
 * it; if not, it finds the placeholder. Without the placeholder the kernel would read the line as text and might find a
 * time inside the value. Where the placeholder is found, the value is tried once more as a line of text.
 */
const BEFORE = Buffer.from('{"t":"');
const AFTER = Buffer.from('"t":"1971-02-03T04:05:06.007Z"}\n');
const PLACEHOLDER_TIME = Date.UTC(1971, 1, 3, 4, 5, 6, 7);
/** A timestamp has at most 64 characters, and the placeholder must begin within the line's first 512. */
const MAX_VALUE_LENGTH = 256;
const [LF, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const noVisit = () => {};

export class BlockTimes {
  readonly #readFormat: ((value: string | number) => WrittenTime | null) | null;
  readonly #rules: LineRules;
  readonly #kernel: Kernel;
  #value: string | number | null = null;
  #reads = false;
  /** The time that was read last, as wall-clock time and zone of a kernel record. */
  local = Number.NaN;
  zone = 0;

  /** @throws LogscanError `usage` */
  constructor(module: WebAssembly.Module, timeFormat: string | null, rules: LineRules) {
    this.#rules = rules;
    this.#readFormat = timeFormat === null ? null : writtenTimeReader(timeFormat, rules);
    // It reads one short line at a time, each as a new source.
    this.#kernel = new Kernel(module, rules, { blockSize: 8192, numbered: false });
  }

  /** Whether the value is a time, which `local` and `zone` then have. A repeated value is not read again. */
  read(value: string | number): boolean {
    if (value === this.#value) return this.#reads;
    this.#value = value;
    this.#reads = this.#readFormat === null ? this.#readAny(value) : this.#set(this.#readFormat(value));
    return this.#reads;
  }

  #readAny(value: string | number): boolean {
    const isText = typeof value === 'string';
    const text = String(isText ? value.trim() : value);
    if (!this.#readMember(text, isText)) return this.#set(anyTime(value, this.#rules));
    if (this.local !== PLACEHOLDER_TIME) return true;
    if (!isText) return false;
    const end = this.#write(text, 0);
    this.#kernel.memory[this.#kernel.roomAt + end] = LF;
    this.#readLine(end + 1);
    return !Number.isNaN(this.local);
  }

  /** Reads the text as a member of a JSON line, in quotes or not; false where it is too long or needs escapes. */
  #readMember(text: string, isQuoted: boolean): boolean {
    if (text.length > MAX_VALUE_LENGTH) return false;
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

  /** Writes the text at byte `from` of the line. @returns its end, or -1 where JSON would escape a character */
  #write(text: string, from: number): number {
    const { memory, roomAt } = this.#kernel;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x20 || unit > 0x7e || unit === QUOTE || unit === BACKSLASH) return -1;
      memory[roomAt + from + i] = unit;
    }
    return from + text.length;
  }

  /** Lets the kernel read the line that was written: `length` bytes with its line end. */
  #readLine(length: number): void {
    const kernel = this.#kernel;
    kernel.begin();
    kernel.filled(length, noVisit);
    const { local, zone } = kernel.lastTime;
    this.local = local;
    this.zone = zone;
  }

  #set(written: WrittenTime | null): boolean {
    if (written === null) return false;
    this.local = written.local;
    this.zone = packedZone(written);
    return true;
  }
}
