/** Numbers for the starts of bins, from 0 on, in the order in which they are first asked for. */

const NONE = -1;
const FIRST_SIZE = 64;
const HIGH = 2 ** 32;

export class StartNumbers {
  readonly #starts: number[] = [];
  /** Hash table of the numbers by start. A `Map` takes three times as much for each. */
  #numbers = new Int32Array(FIRST_SIZE).fill(NONE);

  /** In epoch milliseconds, by number. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  /** The number of the bin that starts at `start`: a new one for a new start. */
  of(start: number): number {
    const mask = this.#numbers.length - 1;
    let slot = slotOf(start, mask);
    for (let number = this.#numbers[slot]!; number !== NONE; number = this.#numbers[slot]!) {
      if (this.#starts[number] === start) return number;
      slot = (slot + 1) & mask;
    }
    this.#numbers[slot] = this.#starts.length;
    const number = this.#starts.push(start) - 1;
    if (this.#starts.length * 2 > this.#numbers.length) this.#grow();
    return number;
  }

  #grow(): void {
    const numbers = new Int32Array(this.#numbers.length * 2).fill(NONE);
    const mask = numbers.length - 1;
    for (let number = 0; number < this.#starts.length; number++) {
      let slot = slotOf(this.#starts[number]!, mask);
      while (numbers[slot] !== NONE) slot = (slot + 1) & mask;
      numbers[slot] = number;
    }
    this.#numbers = numbers;
  }
}

/** The first slot to try. */
function slotOf(start: number, mask: number): number {
  const high = Math.floor(start / HIGH);
  const hash = Math.imul((start - high * HIGH) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
}
