/**
 * Keeps the events of a batch whose lines have the values that are asked for (`--where`), before anything is counted. What
 * a value means is decided once for each number that a dictionary gives it, so that an event costs a look-up a key.
 */
import type { EventBatch, GroupColumn } from '../model/event.js';
import { passes } from '../model/passing-values.js';
import { type Condition, keysOfConditions } from '../model/where.js';

/** Plain data, sent to threads. */
export interface WherePlan {
  readonly conditions: readonly Condition[];
  /** The keys of the batches' columns in their order, lower case: those that events are grouped by come first. */
  readonly keys: readonly string[];
  /** How many these are. */
  readonly groupKeys: number;
}

export class WhereFilter {
  /** Of the keys that there are conditions on, in the batches' columns. */
  readonly columns: readonly number[];
  readonly #groupKeys: number;
  readonly #columns: readonly ColumnFilter[];
  #passing = new Uint8Array(0);
  /** Where each event that is kept stood in the batch. */
  #origins = new Int32Array(0);

  constructor({ conditions, keys, groupKeys }: WherePlan) {
    this.#groupKeys = groupKeys;
    this.#columns = keysOfConditions(conditions).map((key) => {
      const ofKey = conditions.filter((condition) => condition.key === key);
      return new ColumnFilter(key, keys.indexOf(key), ofKey);
    });
    this.columns = this.#columns.map(({ column }) => column);
  }

  /** The same for a reader that decides by itself which events count: whether a value of the key in a column passes. */
  passes(column: number, value: string | null): boolean {
    return this.#columns.find((filter) => filter.column === column)!.decide(value);
  }

  /**
   * The events that count, in the batch's own arrays, where the others are overwritten; of the columns it has those that
   * events are grouped by.
   */
  keep(batch: EventBatch): EventBatch {
    const { count } = batch;
    if (this.#passing.length < count) {
      this.#passing = new Uint8Array(count);
      this.#origins = new Int32Array(count);
    }
    const origins = this.#origins;
    const passing = this.#passing.fill(1, 0, count);
    for (const column of this.#columns) column.drop(batch, passing);
    const groups = batch.groups.slice(0, this.#groupKeys);
    let kept = 0;
    for (let i = 0; i < count; i++) {
      if (passing[i] === 0) continue;
      if (kept < i) move(batch, groups, i, kept);
      origins[kept] = i;
      kept += 1;
    }
    const { lineBytes } = batch;
    // What gives the text of a line knows nothing of the events that moved.
    const moved = lineBytes === undefined ? {} : { lineBytes: (i: number) => lineBytes(origins[i]!) };
    return { ...batch, ...moved, count: kept, groups };
  }

  /** The keys of conditions that have been on a line so far. */
  get seenKeys(): string[] {
    return this.#columns.filter(({ isSeen }) => isSeen).map(({ key }) => key);
  }
}

const UNDECIDED = 2;

/** The conditions about one key. */
class ColumnFilter {
  readonly key: string;
  /** Whether any line has had the key. */
  isSeen = false;
  readonly column: number;
  readonly #conditions: readonly Condition[];
  #dictionary: readonly (string | null)[] | null = null;
  /** By number in the dictionary: 1 passes, 0 does not. */
  #verdicts = new Uint8Array(1024).fill(UNDECIDED);

  constructor(key: string, column: number, conditions: readonly Condition[]) {
    this.key = key;
    this.column = column;
    this.#conditions = conditions;
  }

  /** Sets `passing` to 0 for events that do not fulfil the conditions. */
  drop({ groups, count }: EventBatch, passing: Uint8Array): void {
    const { ids, values } = groups[this.column]!;
    if (values !== this.#dictionary) {
      this.#dictionary = values;
      this.#verdicts.fill(UNDECIDED);
    }
    if (values.length > this.#verdicts.length) this.#grow(values.length);
    const verdicts = this.#verdicts;
    for (let i = 0; i < count; i++) {
      const id = ids[i]!;
      if (verdicts[id] === UNDECIDED) verdicts[id] = this.decide(values[id]!) ? 1 : 0;
      passing[i]! &= verdicts[id]!;
    }
  }

  #grow(least: number): void {
    const more = new Uint8Array(Math.max(this.#verdicts.length * 2, least)).fill(UNDECIDED);
    more.set(this.#verdicts);
    this.#verdicts = more;
  }

  decide(value: string | null): boolean {
    if (value !== null) this.isSeen = true;
    return passes(this.#conditions, value);
  }
}

/** Puts event `from` at the place of event `to`, before it. */
function move(batch: EventBatch, groups: readonly GroupColumn[], from: number, to: number): void {
  batch.codes[to] = batch.codes[from]!;
  batch.times[to] = batch.times[from]!;
  batch.inherited[to] = batch.inherited[from]!;
  batch.lines[to] = batch.lines[from]!;
  batch.offsets[to] = batch.offsets[from]!;
  for (const { ids } of groups) ids[to] = ids[from]!;
  if (batch.fields !== undefined)
    (batch.fields as NonNullable<EventBatch['fields']>[number][])[to] = batch.fields[from]!;
}
