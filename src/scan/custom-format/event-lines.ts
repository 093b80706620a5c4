/** Collects single events to batches. */
import type { ExtraFields } from '../../model/line-format.js';
import type { Consume } from '../line-reader.js';

const CAPACITY = 4096;

/** What an event's line says besides. */
export interface LineExtras {
  /** Of a pattern of the user's own; null where it does not fit the line. */
  readonly fields: ExtraFields | null;
  /** The value of each group key, null where it is not on the line. */
  readonly groups: readonly (string | null)[];
}

/** Values that the dictionaries of the group keys have before new ones are begun. */
const MOST_VALUES = 16_384;

/** The values of a group key: `ids` says which of them an event has. Whoever counts knows them again by the array. */
interface Column {
  readonly ids: Int32Array;
  values: (string | null)[];
  readonly known: Map<string | null, number>;
}

export class EventLines {
  readonly #batch: {
    source: string;
    count: number;
    readonly codes: Int32Array;
    readonly times: Float64Array;
    readonly inherited: Uint8Array;
    readonly lines: Float64Array;
    readonly offsets: Float64Array;
    readonly groups: readonly Column[];
    readonly fields?: ExtraFields[];
  };
  /** The fields of an event that has none of its own; null where events have no further fields. */
  readonly #noFields: ExtraFields | null;
  #consume: Consume = () => {};

  /** `groupKeys`: how many there are. */
  constructor(noFields: ExtraFields | null, groupKeys: number) {
    this.#noFields = noFields;
    this.#batch = {
      source: '',
      count: 0,
      codes: new Int32Array(CAPACITY),
      times: new Float64Array(CAPACITY),
      inherited: new Uint8Array(CAPACITY),
      lines: new Float64Array(CAPACITY),
      offsets: new Float64Array(CAPACITY),
      groups: Array.from({ length: groupKeys }, () => ({
        ids: new Int32Array(CAPACITY),
        values: [],
        known: new Map(),
      })),
      ...(noFields === null ? {} : { fields: new Array<ExtraFields>(CAPACITY).fill(noFields) }),
    };
  }

  begin(source: string, consume: Consume): void {
    this.#batch.source = source;
    this.#batch.count = 0;
    this.#consume = consume;
  }

  /** `time` in epoch milliseconds, or NaN; `line` from 1. */
  add(code: number, time: number, inherited: boolean, line: number, offset: number, extras: LineExtras): void {
    const batch = this.#batch;
    if (batch.count === CAPACITY) this.flush();
    const i = batch.count++;
    batch.codes[i] = code;
    batch.times[i] = time;
    batch.inherited[i] = inherited && !Number.isNaN(time) ? 1 : 0;
    batch.lines[i] = line;
    batch.offsets[i] = offset;
    if (batch.fields !== undefined) batch.fields[i] = extras.fields ?? this.#noFields!;
    for (const [k, column] of batch.groups.entries()) column.ids[i] = idOf(column, extras.groups[k] ?? null);
  }

  flush(): void {
    if (this.#batch.count === 0) return;
    this.#consume(this.#batch);
    this.#batch.count = 0;
    if (!this.#batch.groups.some(({ values }) => values.length > MOST_VALUES)) return;
    for (const column of this.#batch.groups) {
      column.values = [];
      column.known.clear();
    }
  }
}

function idOf({ values, known }: Column, value: string | null): number {
  let id = known.get(value);
  if (id === undefined) {
    const kept = value === null ? null : alone(value);
    id = values.push(kept) - 1;
    known.set(kept, id);
  }
  return id;
}

/** A copy: what is cut out of a block's text keeps all of it in memory, and who groups keeps values to the end of the run. */
function alone(value: string): string {
  return JSON.parse(JSON.stringify(value)) as string;
}
