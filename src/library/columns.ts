/** The values of keys that batches carry: of those that events are grouped by, then of those of `where`. */
import { WhereFilter } from '../aggregate/where-filter.js';
import { usageError } from '../model/errors.js';
import type { EventBatch } from '../model/event.js';
import { keysOfConditions } from '../model/where.js';
import { copyOf } from '../scan/copy-batch.js';
import type { StreamPlan } from './values.js';

type Keyed = Pick<StreamPlan, 'groupKeys' | 'where'>;

/** In lower case, by column. */
export function columnKeys({ groupKeys, where }: Keyed): string[] {
  const grouped = groupKeys.map((key) => key.toLowerCase());
  return [...grouped, ...keysOfConditions(where).filter((key) => !grouped.includes(key))];
}

/**
 * Gives the events of a batch that fulfil `where`, with the columns of `by`; the batch stays as it is.
 * @throws LogscanError `usage` for a batch that does not have the columns
 */
export function keeperOf(plan: Keyed): (batch: EventBatch) => EventBatch {
  const { groupKeys, where } = plan;
  const keys = columnKeys(plan);
  const check = (batch: EventBatch) => {
    if (keys.length === 0 || batch.groups.length === keys.length) return;
    throw usageError(
      `${groupKeys.length > 0 ? 'by' : 'where'}: expected batches with the values of ${keys.join(' and ')}; got ${batch.groups.length} of them`,
      'give scanStream the same by and where',
    );
  };
  const filter = where.length === 0 ? null : new WhereFilter({ conditions: where, keys, groupKeys: groupKeys.length });
  return (batch) => {
    check(batch);
    // The filter moves events within the batch's own arrays.
    return filter === null ? batch : filter.keep(copyOf(batch));
  };
}
