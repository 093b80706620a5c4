/** What belongs to the groups of a batch, found by the numbers of their values: a text is made of a name once. */
import type { GroupName } from '../aggregate/group-names.js';
import type { GroupColumn } from '../model/event.js';

export class GroupsByIds<T> {
  readonly #columns: readonly GroupColumn[];
  readonly #known = new Map<number, T>();

  /** @param columns at most two */
  constructor(columns: readonly GroupColumn[]) {
    this.#columns = columns;
  }

  /** What belongs to the group of event `i`. @param make called for a group that is not known */
  of(i: number, make: (name: GroupName) => T): T {
    const [first, second] = this.#columns;
    const key = first === undefined ? 0 : first.ids[i]! * 65_536 + (second === undefined ? 0 : second.ids[i]!);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make(this.#columns.map(({ ids, values }) => values[ids[i]!] ?? null));
    this.#known.set(key, made);
    return made;
  }

  clear(): void {
    this.#known.clear();
  }
}
