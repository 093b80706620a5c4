/** Sets of numbers as ranges, ascending: of each its first number and the one behind its last. `[0, 3, 7, 8]` is 0, 1, 2, 7. */

/** Sets that are put together; no number may be in two of them. Sorted once, however many there are and in which order. */
export class GatheredRanges {
  readonly #all: { readonly from: number; readonly to: number; readonly of: string }[] = [];

  /** @param of where they come from, for who finds a number twice */
  add(ranges: readonly number[], of: string): void {
    for (let i = 0; i < ranges.length; i += 2) this.#all.push({ from: ranges[i]!, to: ranges[i + 1]!, of });
  }

  /** @throws SharedNumber */
  get ranges(): number[] {
    const ranges: number[] = [];
    for (const { from, to, of } of this.#all.sort((a, b) => a.from - b.from)) {
      const end = ranges.at(-1);
      if (end !== undefined && from < end) throw new SharedNumber(from, of);
      if (end === from) ranges[ranges.length - 1] = to;
      else ranges.push(from, to);
    }
    return ranges;
  }
}

/** A number is in two sets, of which this is one. */
export class SharedNumber extends Error {
  readonly number: number;
  readonly of: string;

  constructor(number: number, of: string) {
    super(`${number} is in two`);
    this.number = number;
    this.of = of;
  }
}

/** @param numbers ascending, each once */
export function rangesOf(numbers: Iterable<number>): number[] {
  const ranges: number[] = [];
  for (const number of numbers) {
    if (ranges.at(-1) === number) ranges[ranges.length - 1] = number + 1;
    else ranges.push(number, number + 1);
  }
  return ranges;
}

/** The first number from 0 to `count` that is not in the set; null: all are. */
export function firstMissing(ranges: readonly number[], count: number): number | null {
  const covered = ranges[0] === 0 ? ranges[1]! : 0;
  return covered >= count ? null : covered;
}

/** Whether it is such a list. */
export function areRanges(numbers: readonly number[]): boolean {
  return numbers.length % 2 === 0 && numbers.every((n, i) => i === 0 || n > numbers[i - 1]!);
}
