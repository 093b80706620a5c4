/**
 * Lines to JSON values by `ndjson`. By itself it drops rows that are no JSON without a word, or ends at the first; so
 * each line goes in as `[number, line]`, and the numbers that don't come back are the lines that were none.
 */
import ndjson from 'ndjson';

/** Comes after the lines of a turn, to tell that they are through. */
const END = -1;

export class JsonRows<Line> {
  readonly #parser = ndjson.parse({ strict: false });
  readonly #take: (line: Line, row: unknown) => void;
  #lines: Line[] = [];
  #text = '';
  /** Lines of the turn that came back or were missed. */
  #next = 0;
  #done: (() => void) | null = null;

  /** `take` gets every line in order; `row` is undefined for one that is no JSON. */
  constructor(take: (line: Line, row: unknown) => void) {
    this.#take = take;
    this.#parser.on('data', (numbered: readonly unknown[]) => this.#come(numbered));
  }

  /** `text` is the line without its end. */
  add(line: Line, text: string): void {
    this.#text += `[${this.#lines.length},${text}]\n`;
    this.#lines.push(line);
  }

  /** Calls back when `take` has had all lines that were added. Waits to be called back before it is called again. */
  flush(done: () => void): void {
    const text = `${this.#text}[${END}]\n`;
    // All of it may come back, and more be added, before `write` returns.
    this.#text = '';
    this.#done = done;
    this.#parser.write(text);
  }

  close(): void {
    this.#parser.destroy();
  }

  #come(numbered: readonly unknown[]): void {
    const number = numbered[0] as number;
    // `1,2` is no JSON, but `[0,1,2]` is.
    if (number !== END && numbered.length !== 2) return;
    const upTo = number === END ? this.#lines.length : number;
    while (this.#next < upTo) this.#take(this.#lines[this.#next++]!, undefined);
    if (number !== END) {
      this.#take(this.#lines[this.#next++]!, numbered[1]);
      return;
    }
    this.#lines = [];
    this.#next = 0;
    this.#done?.();
  }
}
