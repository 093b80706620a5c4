/** Ids by number, in typed arrays: there may be a million numbers, and a `Map` takes five times as much for each. */

const EMPTY = -1;
const DELETED = -2;
/** From here down: the number of a set. */
const FIRST_SET = -3;
const FIRST_SIZE = 64;
const HIGH = 2 ** 32;

export class NumberMultimap {
  #keys = new Float64Array(FIRST_SIZE);
  /** The id; where a key has several, which set has them. */
  #ids = new Int32Array(FIRST_SIZE).fill(EMPTY);
  readonly #sets: Set<number>[] = [];
  readonly #freeSets: number[] = [];
  #size = 0;
  /** Slots that are or were used. */
  #used = 0;

  /** How many keys there are. */
  get size(): number {
    return this.#size;
  }

  add(key: number, id: number): void {
    let slot = this.#find(key);
    if (slot < 0) {
      if ((this.#used + 1) * 2 > this.#ids.length) this.#resize();
      slot = freeSlot(this.#ids, key);
      this.#keys[slot] = key;
      this.#ids[slot] = id;
      this.#used += 1;
      this.#size += 1;
      return;
    }
    const there = this.#ids[slot]!;
    if (there <= FIRST_SET) this.#sets[FIRST_SET - there]!.add(id);
    else if (there !== id) {
      const number = this.#freeSets.pop() ?? this.#sets.length;
      this.#sets[number] = new Set([there, id]);
      this.#ids[slot] = FIRST_SET - number;
    }
  }

  delete(key: number, id: number): void {
    const slot = this.#find(key);
    if (slot < 0) return;
    const there = this.#ids[slot]!;
    if (there <= FIRST_SET) {
      const number = FIRST_SET - there;
      const ids = this.#sets[number]!;
      ids.delete(id);
      if (ids.size > 0) return;
      this.#freeSets.push(number);
    } else if (there !== id) return;
    this.#ids[slot] = DELETED;
    this.#size -= 1;
  }

  has(key: number): boolean {
    return this.#find(key) >= 0;
  }

  /** In the order in which they were added. */
  get(key: number): Iterable<number> {
    const slot = this.#find(key);
    if (slot < 0) return [];
    const there = this.#ids[slot]!;
    return there <= FIRST_SET ? this.#sets[FIRST_SET - there]! : [there];
  }

  /** How many ids a key has. */
  countOf(key: number): number {
    const ids = this.get(key);
    return ids instanceof Set ? ids.size : (ids as readonly number[]).length;
  }

  /** The last ones that were added, at most so many. */
  latest(key: number, most: number): Iterable<number> {
    const ids = this.get(key);
    return ids instanceof Set && ids.size > most ? [...ids].slice(-most) : ids;
  }

  *keys(): Iterable<number> {
    for (let slot = 0; slot < this.#ids.length; slot++) {
      const id = this.#ids[slot]!;
      if (id !== EMPTY && id !== DELETED) yield this.#keys[slot]!;
    }
  }

  /** Its slot; -1 where it is not there. */
  #find(key: number): number {
    const ids = this.#ids;
    const mask = ids.length - 1;
    for (let slot = slotOf(key, mask); ids[slot] !== EMPTY; slot = (slot + 1) & mask) {
      if (ids[slot] !== DELETED && this.#keys[slot] === key) return slot;
    }
    return -1;
  }

  #resize(): void {
    const [keys, ids] = [this.#keys, this.#ids];
    let size = FIRST_SIZE;
    while (size < (this.#size + 1) * 3) size *= 2;
    this.#keys = new Float64Array(size);
    this.#ids = new Int32Array(size).fill(EMPTY);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === EMPTY || ids[i] === DELETED) continue;
      const slot = freeSlot(this.#ids, keys[i]!);
      this.#keys[slot] = keys[i]!;
      this.#ids[slot] = ids[i]!;
    }
    this.#used = this.#size;
  }
}

function freeSlot(ids: Int32Array, key: number): number {
  const mask = ids.length - 1;
  let slot = slotOf(key, mask);
  while (ids[slot] !== EMPTY) slot = (slot + 1) & mask;
  return slot;
}

/** The first slot to try. */
function slotOf(key: number, mask: number): number {
  const high = Math.floor(key / HIGH);
  const hash = Math.imul((key - high * HIGH) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
}
