/** A reader of lines as a Node stream. */
import { Transform, type TransformCallback } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import { copyOf } from './copy-batch.js';
import type { LineReader, SourcePart } from './line-reader.js';

/** Bytes in, event batches out (object mode). Each batch is a copy, as whoever takes it may keep it. */
export class ScanTransform extends Transform {
  /** Of the source; may be changed until the first bytes. */
  protected part: SourcePart;
  readonly #open: () => LineReader | Promise<LineReader>;
  #reader: LineReader | null = null;

  /**
   * @param open makes the reader, before the first bytes; where it fails the stream does
   */
  constructor(part: SourcePart, open: () => LineReader | Promise<LineReader>) {
    super({ readableObjectMode: true, readableHighWaterMark: 4 });
    this.part = part;
    this.#open = open;
  }

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#after(done, (reader) => reader.write(chunk));
  }

  override _flush(done: TransformCallback): void {
    this.#after(done, (reader) => {
      reader.end();
      if (reader.fault !== null) throw new LogscanError('input', `${this.part.name}: ${reader.fault}`);
    });
  }

  /** The reader is made with the first bytes, as it may have to be loaded. */
  #after(done: TransformCallback, work: (reader: LineReader) => void): void {
    const run = (reader: LineReader) => {
      try {
        work(reader);
      } catch (error) {
        done(error as Error);
        return;
      }
      done();
    };
    if (this.#reader !== null) {
      run(this.#reader);
      return;
    }
    const begin = (reader: LineReader) => {
      this.#reader = reader;
      reader.begin(this.part, (batch) => this.push(copyOf(batch)));
      run(reader);
    };
    try {
      const opened = this.#open();
      if (opened instanceof Promise) opened.then(begin).catch((error: Error) => this.destroy(error));
      else begin(opened);
    } catch (error) {
      done(error as Error);
    }
  }
}
