/** Streams of UTF-8 text from pipes and from files that are compressed or not UTF-8. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { LogscanError } from '../model/errors.js';
import { type Format, formatOf, HEAD_SIZE } from './format.js';

export interface Decoded {
  /** Bytes of the byte order mark that was taken off. */
  readonly start: number;
  readonly stream: Readable;
}

/** A file that is not plain text, from `position` on. The stream closes `fd`. */
export async function decodedFile(fd: number, position: number): Promise<Decoded> {
  return decoded(createReadStream('', { fd, start: position, highWaterMark: 1 << 20, autoClose: true }));
}

/** A pipe, a socket or a device. */
export async function decodedPipe(fd: number): Promise<Decoded> {
  return decoded(fd === 0 ? process.stdin : createReadStream('', { fd, autoClose: true }));
}

/** Looks at the first bytes of a stream and decodes it by what they say. */
export async function decoded(raw: Readable): Promise<Decoded> {
  const { head, rest } = await peek(raw);
  const format: Format = formatOf(head);
  if (format.kind !== 'text') throw new LogscanError('input', `${format.kind} is not read yet`);
  return { start: format.mark, stream: Readable.from(without(rest, format.mark), { objectMode: false }) };
}

/** Reads until the first bytes can be told, and gives them together with everything (they included). */
async function peek(raw: Readable): Promise<{ head: Uint8Array; rest: AsyncIterable<Uint8Array> }> {
  const iterator = raw[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < HEAD_SIZE) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(chunks);
  return {
    head: head.subarray(0, HEAD_SIZE),
    rest: (async function* () {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    })(),
  };
}

async function* without(chunks: AsyncIterable<Uint8Array>, mark: number): AsyncIterable<Uint8Array> {
  let skip = mark;
  for await (const chunk of chunks) {
    yield skip > 0 ? chunk.subarray(skip) : chunk;
    skip = 0;
  }
}
