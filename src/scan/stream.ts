/** The scanner as a Node stream. */
import { Transform, type TransformCallback } from 'node:stream';
import type { EventBatch } from '../model/event.js';
import type { SourcePart } from './line-reader.js';
import type { Scanner } from './scanner.js';

/** Bytes in, event batches out (object mode). Each batch is a copy, as the reader may keep it. */
export class ScanTransform extends Transform {
  readonly #scanner: Scanner;

  constructor(scanner: Scanner, part: SourcePart) {
    super({ readableObjectMode: true, readableHighWaterMark: 4 });
    this.#scanner = scanner;
    scanner.begin(part, (batch) => this.push(copyOf(batch)));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#scanner.write(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#scanner.end();
    done();
  }
}

/** The batch with only its valid entries, in arrays that are not reused. */
function copyOf(batch: EventBatch): EventBatch {
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
