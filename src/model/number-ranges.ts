/** Sets of numbers as ranges, ascending: of each its first number and the one behind its last. `[0, 3, 7, 8]` is 0, 1, 2, 7. */

/** @throws RangeError with the number that is in both */
export function bothRanges(a: readonly number[], b: readonly number[]): number[] {
  const pairs = [...pairsOf(a), ...pairsOf(b)].sort((x, y) => x[0] - y[0]);
  const ranges: number[] = [];
  for (const [from, to] of pairs) {
    const end = ranges.at(-1);
    if (end !== undefined && from < end) throw new SharedNumber(from);
    if (end === from) ranges[ranges.length - 1] = to;
    else ranges.push(from, to);
  }
  return ranges;
}

export class SharedNumber extends Error {
  readonly number: number;

  constructor(number: number) {
    super(`${number} is in both`);
    this.number = number;
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

function pairsOf(ranges: readonly number[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!]);
  return pairs;
}
