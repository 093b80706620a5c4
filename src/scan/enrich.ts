/** Turns batches into single events with the catalogue's facts of each code. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { FIRST_CODE } from '../model/code.js';
import type { EventBatch, PtkEvent } from '../model/event.js';
import { type CodeFilters, EventFilter, selectedCodes, type TimeLimits } from '../model/filter.js';
import { formatInstant } from '../time/instants.js';

/** Returns a function that turns a batch into the objects of the event document, in order, without filtered events. */
export function eventEnricher(
  plan: TimeLimits & CodeFilters & { readonly catalogue: Catalogue },
): (batch: EventBatch) => PtkEvent[] {
  const { since, until, catalogue } = plan;
  const filter = new EventFilter({ since, until, selected: selectedCodes(plan, (code) => catalogue.get(code)) });
  return (batch) => enrich(batch, catalogue, filter);
}

export function enrich(batch: EventBatch, catalogue: Catalogue, filter: EventFilter): PtkEvent[] {
  const { fields } = batch;
  const events: PtkEvent[] = [];
  for (let i = 0; i < batch.count; i++) {
    const code = batch.codes[i]!;
    const time = batch.times[i]!;
    if (!filter.hasCode(code - FIRST_CODE) || !filter.hasTime(time)) continue;
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
