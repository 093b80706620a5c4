/** Turns of the event loop, which a long reading would keep waiting: Ctrl-C, writes and progress come in them. */

const TURN_MS = 100;

export class Turns {
  #last = Date.now();

  get isDue(): boolean {
    return Date.now() - this.#last >= TURN_MS;
  }

  async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#last = Date.now();
  }
}
