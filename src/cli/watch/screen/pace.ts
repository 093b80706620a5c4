/** How many lines a second come, of the last seconds. */
const SPAN_MS = 5000;
/** Samples that are closer than this are one. */
const STEP_MS = 250;

export class Pace {
  readonly #samples: { readonly at: number; readonly lines: number }[] = [];

  /** @param lines that were read so far @param now epoch milliseconds */
  at(lines: number, now: number): number {
    const samples = this.#samples;
    if (samples.length === 0 || now - samples.at(-1)!.at >= STEP_MS) samples.push({ at: now, lines });
    // One that is older than the span stays, to count from.
    while (samples.length > 1 && now - samples[1]!.at >= SPAN_MS) samples.shift();
    const first = samples[0]!;
    return now - first.at < STEP_MS ? 0 : ((lines - first.lines) / (now - first.at)) * 1000;
  }
}
