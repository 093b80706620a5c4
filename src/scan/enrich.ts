/** Single events with what the catalogue says of them. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch, PtkEvent } from '../model/event.js';
import { formatInstant } from '../time/instants.js';

/** Which events are wanted: as in a tally's plan. */
export interface Keep {
  readonly since: number | null;
  readonly until: number | null;
  readonly selected: Uint8Array | null;
}

/** The events of a batch that are wanted, in order, as objects with the keys of the event document. */
export function enrich(batch: EventBatch, catalogue: Catalogue, keep: Keep): PtkEvent[] {
  const { since, until, selected } = keep;
  const ranged = since !== null || until !== null;
  const { fields } = batch;
  const events: PtkEvent[] = [];
  for (let i = 0; i < batch.count; i++) {
    const code = batch.codes[i]!;
    const time = batch.times[i]!;
    if (selected !== null && selected[code - FIRST_CODE] === 0) continue;
    if (ranged && !(time >= (since ?? -Infinity) && time < (until ?? Infinity))) continue;
    const { name, category, severity, fault, retry } = catalogue.get(code);
    const event: PtkEvent = {
      time: Number.isNaN(time) ? null : formatInstant(time),
      code,
      name,
      category,
      severity,
      fault,
      retry,
      source: batch.source,
      line: batch.lines[i]!,
      offset: batch.offsets[i]!,
      inherited: batch.inherited[i] === 1 && !Number.isNaN(time),
    };
    events.push(fields === undefined ? event : Object.assign(event, fields[i]));
  }
  return events;
}
