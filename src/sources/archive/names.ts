/** What the members of an archive are called: `archive.zip!/path/in/it`. A path is text to show, never one to open. */

/** Longer ones are cut in the middle. */
const LONGEST = 1000;

export class Names {
  readonly #archive: string;
  readonly #seen = new Map<string, number>();

  constructor(archive: string) {
    this.#archive = archive;
  }

  /** Gives each name only once: an archive may have several members with the same path. */
  of(path: string): string {
    const inside = path.replace(/^(\.?\/)+/, '');
    const name = inside.length <= LONGEST ? inside : `${inside.slice(0, LONGEST / 2)}…${inside.slice(-LONGEST / 2)}`;
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    return `${this.#archive}!/${name}${count === 1 ? '' : ` (${count})`}`;
  }
}
