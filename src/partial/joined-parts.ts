/**
 * Puts parts of sources together. Of adjacent ones the later takes the last time of the earlier for the events before its
 * own first timestamp; where the earlier has none, they stay open. So parts may be joined in any grouping.
 */
import { GroupCounts } from '../aggregate/groups.js';
import type { Tally } from '../aggregate/tally.js';
import { usageError } from '../model/errors.js';
import type { PartialHead, PartialPart } from '../model/partial.js';
import { sourceName } from '../text/source-name.js';
import { headOf, undatedOf } from './tally-json.js';

interface Given {
  readonly part: PartialPart;
  /** Which file it came from, for messages. */
  readonly file: string;
}

export class JoinedParts {
  readonly #tally: Tally;
  readonly #allowsSame: boolean;
  /** By source. */
  readonly #given = new Map<string, Given[]>();

  /** @param tally gets the events whose time is known by joining. @param allowsSame sources of the same content count each */
  constructor(tally: Tally, { allowsSame }: { readonly allowsSame: boolean }) {
    this.#tally = tally;
    this.#allowsSame = allowsSame;
  }

  add(part: PartialPart, file: string): void {
    const key = JSON.stringify([part.name, part.size, part.digest]);
    const others = this.#given.get(key);
    if (others === undefined) this.#given.set(key, [{ part, file }]);
    else others.push({ part, file });
  }

  /**
   * All parts by source, adjacent ones joined.
   * @throws LogscanError `usage` where something would count twice
   */
  finish(): PartialPart[] {
    if (!this.#allowsSame) this.#refuseSame();
    return [...this.#given.values()].flatMap((given) => this.#joined(given)).sort(inOrder);
  }

  #refuseSame(): void {
    const first = new Map<string, Given>();
    for (const [given] of this.#given.values()) {
      const { part, file } = given!;
      if (part.digest === null || isNothing(part)) continue;
      const other = first.get(part.digest);
      if (other === undefined) first.set(part.digest, given!);
      else {
        throw usageError(
          `${file}: ${sourceName(part.name)} has the same size and content as ${sourceName(other.part.name)} in ${other.file}: expected each log once`,
          'where they are two logs that are alike, --allow-same counts both',
        );
      }
    }
  }

  #joined(given: Given[]): PartialPart[] {
    // Empty files of one name are on many hosts, and so are some that cannot be read.
    const joined = given.map(({ part }) => part).filter(isNothing);
    const [first, ...rest] = given.filter(({ part }) => !isNothing(part)).sort((a, b) => inOrder(a.part, b.part));
    if (first === undefined) return joined;
    let { part: last, file } = first;
    for (const next of rest) {
      const { part } = next;
      if (last.to === null || part.from < last.to) throw countedTwice(last, file, next);
      if (part.from > last.to) {
        joined.push(last);
        last = part;
      } else last = this.#join(last, part);
      file = next.file;
    }
    return [...joined, last];
  }

  #join(a: PartialPart, b: PartialPart): PartialPart {
    let { head } = a;
    let events = a.events + b.events;
    if (b.head !== null) {
      // Before the beginning of a source nothing can have a time.
      if (a.lastTime !== null || a.from === 0) events += this.#resolve(b.head, a.lastTime);
      else head = head === null ? b.head : bothHeads(head, b.head);
    }
    return {
      ...a,
      to: b.to,
      bytes: a.bytes + b.bytes,
      lines: a.lines + b.lines,
      matchedLines: a.matchedLines + b.matchedLines,
      events,
      lastTime: b.lastTime ?? a.lastTime,
      head,
      error: a.error ?? b.error,
    };
  }

  /** @returns how many events counted */
  #resolve(head: PartialHead, time: number | null): number {
    const before = this.#tally.events;
    this.#tally.addUndated(undatedOf(head), time ?? Number.NaN);
    return this.#tally.events - before;
  }
}

function inOrder(a: PartialPart, b: PartialPart): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  const [one, other] = [a.digest ?? '', b.digest ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.from - b.from || (a.error ?? '').localeCompare(b.error ?? '', 'en');
}

/** All of a source of which nothing was read, so that nothing of it can count twice. */
function isNothing({ from, to, bytes, events }: PartialPart): boolean {
  return from === 0 && to === null && bytes === 0 && events === 0;
}

function countedTwice(last: PartialPart, file: string, { part, file: other }: Given): Error {
  const range = ({ from, to }: PartialPart) =>
    to === null ? (from === 0 ? 'all of it' : `bytes ${from} to its end`) : `bytes ${from} to ${to}`;
  return usageError(
    `${other}: ${sourceName(part.name)}: expected each byte once; got ${range(part)}, and ${range(last)} in ${file}`,
  );
}

function bothHeads(a: PartialHead, b: PartialHead): PartialHead {
  const sums = new Map<number, number>();
  const [one, other] = [undatedOf(a), undatedOf(b)];
  for (const [code, n] of [...one.codes, ...other.codes]) sums.set(code, (sums.get(code) ?? 0) + n);
  const codes = [...sums].sort((x, y) => x[0] - y[0]);
  if (one.groups === null || other.groups === null) return headOf({ ...one, codes, groups: null });
  const groups = new GroupCounts();
  groups.merge(one.groups);
  groups.merge(other.groups);
  return headOf({ ...one, codes, groups: groups.data() });
}
