/** Node streams of single lines and objects. Convenient, but slow: for millions of lines use `scanStream`. */
import { createRequire } from 'node:module';
import { Duplex, Transform, type TransformCallback } from 'node:stream';
import split2 from 'split2';
import { usageError } from '../model/errors.js';
import { LineBound } from '../scan/bound-lines.js';
import { shown } from '../text/shown.js';
import { hold } from './held-options.js';
import { lineScanner, type ScannedLine } from './line.js';
import type { LineOptions } from './options.js';
import type { DuplexTo } from './typed-streams.js';

/**
 * A Duplex from bytes (UTF-8 text, cut anywhere) to one `ScannedLine` object a line, in order: the result of `scanLine`
 * for each line by itself. Of a line longer than 1 MiB only the first 1 MiB is read.
 * @throws LogscanError `usage` for an option that is wrong
 */
export function lineStream(options: LineOptions = {}): DuplexTo<ScannedLine> {
  const scan = lineScanner(options);
  // `split2` takes quadratic time for an endless line: 4 MB 0.2 s, 32 MB 11 s.
  const bound = new LineBound();
  const writable = new Transform({
    transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback) {
      const bytes = Buffer.from(chunk);
      done(null, bytes.subarray(0, bound.trim(bytes, 0, bytes.length)));
    },
  });
  const readable = writable.pipe(split2(scan));
  return Duplex.from({ writable, readable });
}

/**
 * A stream from objects to NDJSON, one line each: `….pipe(eventStream()).pipe(ndjsonStream()).pipe(process.stdout)`.
 * It fails with a `LogscanError` `usage` for what JSON cannot hold, such as a bigint. It has no options.
 * @throws LogscanError `usage` for an option
 */
export function ndjsonStream(options: Readonly<Record<string, never>> = {}): NodeJS.ReadWriteStream {
  hold(options, {});
  // Loaded only here: it loads its own implementation of streams, which takes 10 ms, as long as all else together.
  const { stringify } = createRequire(import.meta.url)('ndjson') as typeof import('ndjson');
  const stream = stringify();
  // It would throw at whoever writes, or write a line that is no JSON.
  const transform = stream._transform.bind(stream);
  stream._transform = (object: unknown, encoding, done) => {
    if (['undefined', 'function', 'symbol'].includes(typeof object)) {
      done(noJson(object));
      return;
    }
    let line: unknown;
    try {
      transform(object, encoding, (_error, made) => (line = made));
    } catch {
      done(noJson(object));
      return;
    }
    done(null, line);
  };
  return stream;
}

function noJson(value: unknown): Error {
  const got = typeof value === 'object' ? 'one with what it cannot' : shown(value);
  return usageError(`ndjsonStream: expected an object that JSON can hold; got ${got}`);
}
