/**
 * The keys that events are grouped by, and what lines must have: the kernel numbers the values, each is made a string once,
 * and events of the range of `KernelCounter` are counted by the numbers.
 */
import { FIRST_CODE } from '../model/code.js';
import type { KernelExports } from './exports.js';
import { groupValue } from './group-value.js';

/** Values by number; null for number 0: the key is not on the line. */
export type Values = readonly (string | null)[];

/** Which lines count. */
export interface LineConditions {
  /** The keys that there are conditions on, by number. */
  readonly columns: readonly number[];
  /** Asked once for each value of these keys, and again when values got new numbers. */
  passes(column: number, value: string | null): boolean;
}

/** Called for each group and code: the numbers of the group's values, those by number, and the events. */
export type TakeGroup = (first: number, second: number, values: Values, code: number, count: number) => void;

/** In numbers of 32 bits: the two numbers of the values in one, code index + 1, count, and one that is free. */
const PAIR_LENGTH = 4;

export class KernelGroups {
  /** Called before values get new numbers: counts that go by the numbers so far have to be taken now. */
  onRenumber: (() => void) | null = null;
  readonly #kernel: KernelExports;
  readonly #bytes: Uint8Array;
  /** What is not UTF-8 becomes U+FFFD. */
  readonly #utf8 = new TextDecoder();
  #values: (string | null)[] = [null];
  #clearings: number;
  #conditions: LineConditions | null = null;

  /** `keys` in lower case, of at most 63 bytes; `blockAt` is free, `at` the kernel's room for values, a multiple of 8. */
  constructor(kernel: KernelExports, keys: readonly string[], blockAt: number, at: number) {
    this.#kernel = kernel;
    this.#bytes = new Uint8Array(kernel.memory.buffer);
    kernel.placeGroups(at, keys.length);
    for (const key of keys) {
      const bytes = Buffer.from(key);
      this.#bytes.set(bytes, blockAt);
      kernel.groupKey(bytes.length);
    }
    this.#clearings = kernel.valueClearings();
  }

  /** All values by number, with those that the kernel has added since the last call. */
  read(): Values {
    const kernel = this.#kernel;
    const clearings = kernel.valueClearings();
    if (clearings !== this.#clearings) this.#values = [null];
    this.#clearings = clearings;
    for (let number = this.#values.length; number <= kernel.valueCount(); number++) {
      const at = kernel.valueAt(number);
      this.#values.push(groupValue(this.#utf8.decode(this.#bytes.subarray(at, at + kernel.valueLength(number)))));
    }
    return this.#values;
  }

  /** To be called before the kernel goes on: if it needs room for more values it will give new numbers. */
  beforeScan(): void {
    if (this.#kernel.hasRoom() === 0) this.onRenumber?.();
  }

  /**
   * From now on the events that are counted in the kernel are counted by the values of the first `by` keys, at most two,
   * too; all events on lines that fail the conditions are counted as such, and make no records.
   */
  count(by: number, conditions: LineConditions | null): void {
    this.#conditions = conditions;
    let mask = 0;
    for (const column of conditions?.columns ?? []) mask |= 1 << column;
    this.#kernel.countGroups(by, mask);
  }

  /** From now on all events make records, unless they are counted without their groups. */
  stopCounting(): void {
    this.#kernel.countGroups(0, 0);
  }

  /** The kernel asks whether the value with this number fulfils the conditions on a key. */
  passes(column: number, number: number): boolean {
    return this.#conditions!.passes(column, this.read()[number]!);
  }

  /** Hands out what was counted by group, and clears it. @returns how many events were on lines that fail */
  take(take: TakeGroup): number {
    const kernel = this.#kernel;
    const size = kernel.usedPairCount();
    if (size > 0) {
      const values = this.read();
      const used = new Uint16Array(kernel.memory.buffer, kernel.usedPairsAt(), size);
      const pairs = new Uint32Array(kernel.memory.buffer, kernel.pairsAt());
      for (let i = 0; i < size; i++) {
        const at = used[i]! * PAIR_LENGTH;
        const group = pairs[at]!;
        take(group & 0xffff, group >>> 16, values, pairs[at + 1]! - 1 + FIRST_CODE, pairs[at + 2]!);
      }
      kernel.clearPairs();
    }
    return kernel.takeFailed();
  }
}
