/** Collects single events into batches. */
import type { ExtraFields } from '../../model/line-format.js';
import type { Consume } from '../line-reader.js';

const CAPACITY = 4096;

/** The values of an event's line besides code and time. */
export interface LineExtras {
  /** The named groups of the pattern; null where it does not match the line. */
  readonly fields: ExtraFields | null;
  /** The value of each `--by` key, null where it is not on the line. */
  readonly groups: readonly (string | null)[];
  /** Where the line starts in the block. */
  readonly start: number;
}

/** A dictionary of values that grows beyond this is replaced by a new one, to bound memory. */
const MAX_DICTIONARY_VALUES = 16_384;

/**
 * The values of one `--by` key, dictionary-encoded: event `i` has `values[ids[i]]`. A new dictionary must be a new array,
 * as counters recognise a dictionary by its identity.
 */
interface Column {
  readonly ids: Int32Array;
  values: (string | null)[];
  readonly known: Map<string | null, number>;
}

export class EventBatcher {
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
    readonly lineBytes: (i: number) => Uint8Array;
  };
  readonly #starts = new Int32Array(CAPACITY);
  /** The fields of an event on a line that the pattern does not match; null where events have no fields. */
  readonly #noFields: ExtraFields | null;
  #consume: Consume = () => {};

  /**
   * @param groupKeys how many `--by` keys there are
   * @param lineAt the bytes of the line that starts there in the block
   */
  constructor(noFields: ExtraFields | null, groupKeys: number, lineAt: (start: number) => Uint8Array) {
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
      lineBytes: (i) => lineAt(this.#starts[i]!),
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
    this.#starts[i] = extras.start;
    if (batch.fields !== undefined) batch.fields[i] = extras.fields ?? this.#noFields!;
    for (const [k, column] of batch.groups.entries()) column.ids[i] = idOf(column, extras.groups[k] ?? null);
  }

  flush(): void {
    if (this.#batch.count === 0) return;
    this.#consume(this.#batch);
    this.#batch.count = 0;
    if (!this.#batch.groups.some(({ values }) => values.length > MAX_DICTIONARY_VALUES)) return;
    for (const column of this.#batch.groups) {
      column.values = [];
      column.known.clear();
    }
  }
}

function idOf({ values, known }: Column, value: string | null): number {
  let id = known.get(value);
  if (id === undefined) {
    const kept = value === null ? null : detached(value);
    id = values.push(kept) - 1;
    known.set(kept, id);
  }
  return id;
}

/** A real copy. A slice would keep the text of its whole block in memory, and groups keep their values to the end. */
function detached(value: string): string {
  return JSON.parse(JSON.stringify(value)) as string;
}
