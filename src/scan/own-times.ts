/** The times that a form of the user's own finds, one after the other, as fast as they come. */
import { Kernel } from '../kernel/kernel.js';
import type { LineRules } from '../model/rules.js';
import type { WrittenTime } from '../time/strptime.js';
import { anyTime, packedZone, writtenTimeReader } from './own-time.js';

/**
 * A value as the time of a JSON line, and a time that such a line has where the value is none: so the line is never read
 * as text, which would find times within the value. The value itself is tried as text then.
 */
const BEFORE = '{"t":';
const AFTER = ',"t":"1971-02-03T04:05:06.007Z"}';
const STAND_IN = Date.UTC(1971, 1, 3, 4, 5, 6, 7);
/** A timestamp has at most 64 characters; what stands in must begin within a line's first 512. */
const LONGEST = 256;
const LF = 10;
const noVisit = () => {};

export class OwnTimes {
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
    const text = String(typeof value === 'string' ? value.trim() : value);
    if (!isPlain(text)) return this.#take(anyTime(value, this.#rules));
    const quote = typeof value === 'string' ? '"' : '';
    this.#readLine(BEFORE + quote + text + quote + AFTER);
    if (this.local !== STAND_IN) return true;
    if (typeof value === 'string') this.#readLine(text);
    else this.local = Number.NaN;
    return !Number.isNaN(this.local);
  }

  /** What the kernel says of a line in ASCII. */
  #readLine(line: string): void {
    const kernel = this.#kernel;
    kernel.begin();
    const { memory, roomAt } = kernel;
    for (let i = 0; i < line.length; i++) memory[roomAt + i] = line.charCodeAt(i);
    memory[roomAt + line.length] = LF;
    kernel.filled(line.length + 1, noVisit);
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

/** Whether it stands in a JSON string as it is. */
function isPlain(text: string): boolean {
  if (text.length > LONGEST) return false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return false;
  }
  return true;
}
