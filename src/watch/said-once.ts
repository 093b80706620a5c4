/** Says each thing once, of those that were said lately: a run may go on for years. */

/** What was said is remembered until so many other things were. */
const MOST = 1000;

export class SaidOnce {
  readonly #say: (text: string) => void;
  readonly #said = new Set<string>();

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  say(text: string): void {
    this.sayOf(text, text);
  }

  /** @param topic said once, in whatever words */
  sayOf(topic: string, text: string): void {
    if (this.#said.has(topic)) return;
    this.#said.add(topic);
    if (this.#said.size > MOST) {
      const [oldest] = this.#said;
      this.#said.delete(oldest!);
    }
    this.#say(text);
  }
}
