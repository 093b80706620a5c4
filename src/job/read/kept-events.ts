/** The events of a piece one by one, for those who show them as they come: copies of batches. */
import { FIRST_CODE } from '../../model/code.js';
import type { EventBatch } from '../../model/event.js';

/** Of so many events, the last, the text of the line is kept. */
const MOST_TEXTS = 200;
const NO_TEXT = new Uint8Array(0);

export class KeptEvents {
  readonly batches: EventBatch[] = [];
  readonly #texts: { readonly of: Map<number, Uint8Array>; readonly i: number }[] = [];
  readonly #wanted: Uint8Array;

  /** @param wanted 1 for each code, by number - 106000, whose lines are shown */
  constructor(wanted: Uint8Array) {
    this.#wanted = wanted;
  }

  add(batch: EventBatch): void {
    const { source, count, codes, times, inherited, lines, offsets, groups, fields } = batch;
    const texts = new Map<number, Uint8Array>();
    if (batch.lineBytes !== undefined) {
      for (let i = Math.max(0, count - MOST_TEXTS); i < count; i++) {
        if (this.#wanted[codes[i]! - FIRST_CODE] === 0) continue;
        texts.set(i, batch.lineBytes(i).slice());
        this.#texts.push({ of: texts, i });
      }
    }
    if (this.#texts.length > 2 * MOST_TEXTS) for (const { of, i } of this.#texts.splice(0, MOST_TEXTS)) of.delete(i);
    this.batches.push({
      source,
      count,
      codes: codes.slice(0, count),
      times: times.slice(0, count),
      inherited: inherited.slice(0, count),
      lines: lines.slice(0, count),
      offsets: offsets.slice(0, count),
      // Values are only added to a dictionary, and another one is another array.
      groups: groups.map(({ ids, values }) => ({ ids: ids.slice(0, count), values })),
      ...(fields === undefined ? {} : { fields: fields.slice(0, count) }),
      lineBytes: (i) => texts.get(i) ?? NO_TEXT,
    });
  }
}

/** Gives the events before the first time of a piece the time of an earlier piece. NaN: there is none. */
export function inheritTime(batches: readonly EventBatch[], time: number): void {
  if (Number.isNaN(time)) return;
  for (const { count, times, inherited } of batches) {
    for (let i = 0; i < count; i++) {
      if (!Number.isNaN(times[i]!)) return;
      times[i] = time;
      inherited[i] = 1;
    }
  }
}
