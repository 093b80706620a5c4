/** Ids by key. Most keys have one, which takes no set: there may be a million keys. */
export class Multimap<K> {
  readonly #ids = new Map<K, number | Set<number>>();

  add(key: K, id: number): void {
    const ids = this.#ids.get(key);
    if (ids === undefined) this.#ids.set(key, id);
    else if (typeof ids !== 'number') ids.add(id);
    else if (ids !== id) this.#ids.set(key, new Set([ids, id]));
  }

  delete(key: K, id: number): void {
    const ids = this.#ids.get(key);
    if (ids === id) this.#ids.delete(key);
    else if (typeof ids === 'object') {
      ids.delete(id);
      if (ids.size === 0) this.#ids.delete(key);
    }
  }

  /** How many keys there are. */
  get size(): number {
    return this.#ids.size;
  }

  keys(): Iterable<K> {
    return this.#ids.keys();
  }

  has(key: K): boolean {
    return this.#ids.has(key);
  }

  /** In the order in which they were added. */
  get(key: K): Iterable<number> {
    const ids = this.#ids.get(key);
    return ids === undefined ? [] : typeof ids === 'number' ? [ids] : ids;
  }

  /** The last ones that were added, at most so many. */
  latest(key: K, most: number): Iterable<number> {
    const ids = this.#ids.get(key);
    return typeof ids === 'object' && ids.size > most ? [...ids].slice(-most) : this.get(key);
  }
}
