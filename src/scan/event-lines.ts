/** Collects single events to batches. */
import type { EventBatch } from '../model/event.js';
import type { ExtraFields } from '../model/line-format.js';
import type { Consume } from './scanner.js';

const CAPACITY = 4096;

export class EventLines {
  readonly #batch: {
    source: string;
    count: number;
    readonly codes: Int32Array;
    readonly times: Float64Array;
    readonly inherited: Uint8Array;
    readonly lines: Float64Array;
    readonly offsets: Float64Array;
    readonly groups: EventBatch['groups'];
    readonly fields?: ExtraFields[];
  };
  /** The fields of an event that has none of its own; null where events have no further fields. */
  readonly #noFields: ExtraFields | null;
  #consume: Consume = () => {};

  constructor(noFields: ExtraFields | null) {
    this.#noFields = noFields;
    this.#batch = {
      source: '',
      count: 0,
      codes: new Int32Array(CAPACITY),
      times: new Float64Array(CAPACITY),
      inherited: new Uint8Array(CAPACITY),
      lines: new Float64Array(CAPACITY),
      offsets: new Float64Array(CAPACITY),
      groups: [],
      ...(noFields === null ? {} : { fields: new Array<ExtraFields>(CAPACITY).fill(noFields) }),
    };
  }

  begin(source: string, consume: Consume): void {
    this.#batch.source = source;
    this.#batch.count = 0;
    this.#consume = consume;
  }

  /** `time` in epoch milliseconds, or NaN; `line` from 1. */
  add(code: number, time: number, inherited: boolean, line: number, offset: number, fields: ExtraFields | null): void {
    const batch = this.#batch;
    if (batch.count === CAPACITY) this.flush();
    const i = batch.count++;
    batch.codes[i] = code;
    batch.times[i] = time;
    batch.inherited[i] = inherited && !Number.isNaN(time) ? 1 : 0;
    batch.lines[i] = line;
    batch.offsets[i] = offset;
    if (batch.fields !== undefined) batch.fields[i] = fields ?? this.#noFields!;
  }

  flush(): void {
    if (this.#batch.count > 0) this.#consume(this.#batch);
    this.#batch.count = 0;
  }
}
