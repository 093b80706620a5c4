import type { EventBatch } from '../model/event.js';

/** The batch with only its valid entries, in arrays that are not reused. */
export function copyOf(batch: EventBatch): EventBatch {
  const { source, count, fields } = batch;
  return {
    source,
    count,
    codes: batch.codes.slice(0, count),
    times: batch.times.slice(0, count),
    inherited: batch.inherited.slice(0, count),
    lines: batch.lines.slice(0, count),
    offsets: batch.offsets.slice(0, count),
    groups: batch.groups.map(({ ids, values }) => ({ ids: ids.slice(0, count), values })),
    ...(fields === undefined ? {} : { fields: fields.slice(0, count) }),
  };
}
