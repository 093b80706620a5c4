/** Lines, and objects as lines, for pipelines of Node streams: where single lines are looked at, and not millions. */
import { createRequire } from 'node:module';
import { Duplex, Transform, type TransformCallback } from 'node:stream';
import split2 from 'split2';
import { LineBound } from '../scan/bound-lines.js';
import { type LineOptions, scanLine } from './line.js';

/**
 * A Duplex from bytes (UTF-8 text, cut anywhere) to one `ScannedLine` object a line, in order: what `scanLine` says of
 * each by itself. Of a line of over 1 MiB the first 1 MiB is read.
 */
export function lineStream(options: LineOptions = {}): Duplex {
  // `split2` takes quadratic time over a line without end.
  const bound = new LineBound();
  const writable = new Transform({
    transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback) {
      const bytes = Buffer.from(chunk);
      done(null, bytes.subarray(0, bound.take(bytes, 0, bytes.length)));
    },
  });
  const readable = writable.pipe(split2((line: string) => scanLine(line, options)));
  return Duplex.from({ writable, readable });
}

/** A stream from objects to NDJSON, one line each: `….pipe(eventStream()).pipe(ndjsonStream()).pipe(process.stdout)`. */
export function ndjsonStream(): NodeJS.ReadWriteStream {
  // Loaded only here: it brings streams of its own, which takes 10 ms, as long as all else.
  const { stringify } = createRequire(import.meta.url)('ndjson') as typeof import('ndjson');
  return stringify();
}
