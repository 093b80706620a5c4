/** The values of group keys: the kernel numbers them, and each is made a string once. */
import type { KernelExports } from './exports.js';
import { groupValue } from './group-value.js';

export class GroupValues {
  readonly #kernel: KernelExports;
  readonly #bytes: Uint8Array;
  /** What is not UTF-8 becomes U+FFFD. */
  readonly #utf8 = new TextDecoder();
  #values: (string | null)[] = [null];

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
  }

  /** All values by number, with those that the kernel has added since the last call. Number 0 is no value. */
  read(): readonly (string | null)[] {
    const kernel = this.#kernel;
    if (kernel.valuesAreNew()) this.#values = [null];
    for (let number = this.#values.length; number <= kernel.valueCount(); number++) {
      const at = kernel.valueAt(number);
      this.#values.push(groupValue(this.#utf8.decode(this.#bytes.subarray(at, at + kernel.valueLength(number)))));
    }
    return this.#values;
  }
}
