/** The decoder for each of the two kinds of data that zlib decodes here. */
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Inflater } from './inflater.js';

/** Output comes in chunks of at most this many bytes. */
const OUTPUT_SIZE = 256 * 1024;

/** `deflate`: without gzip's headers and checksums, as in zip archives. */
export type GzipKind = 'gzip' | 'deflate';

export function newInflater(kind: GzipKind): Inflater {
  return new Inflater(
    kind === 'gzip' ? createGunzip({ chunkSize: OUTPUT_SIZE }) : createInflateRaw({ chunkSize: OUTPUT_SIZE }),
  );
}
