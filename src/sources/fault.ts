/** What can be wrong with a compressed input, in the words that the user reads. `at`: bytes of the compressed input before it. */
import { LogscanError } from '../model/errors.js';
import type { Compression } from './format.js';

export function unexpectedEnd(format: Compression, at: number): LogscanError {
  return new LogscanError('input', `unexpected end of ${format} data at byte ${at}`);
}

/** `why`: the decoder's words. */
export function corrupt(format: Compression, at: number, why: string): LogscanError {
  return new LogscanError('input', `corrupt ${format} data at byte ${at}: ${why}`);
}

/** Something stands behind the compressed data that is none, and was not read. */
export function trailingGarbage(format: Compression, at: number): LogscanError {
  return new LogscanError('input', `the ${format} data ends at byte ${at}, what stands behind it was not read`);
}
