/** The scanner as a Node stream. */
import { Transform, type TransformCallback } from 'node:stream';
import { copyOf } from './copy-batch.js';
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
