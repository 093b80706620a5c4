/** What can be wrong with a packed input, as the user reads it. `at`: bytes of the packed input before the fault. */
import { LogscanError } from '../model/errors.js';
import type { ArchiveKind, Compression, Unread } from './format.js';

/** `deflate`: the data of a member of a zip archive. */
type Packing = Compression | ArchiveKind | 'deflate';

export function unexpectedEnd(format: Packing, at: number): LogscanError {
  return new LogscanError('input', `unexpected end of ${format} data at byte ${at}`);
}

/** `why`: the decoder's words. */
export function corrupt(format: Packing, at: number, why: string): LogscanError {
  return new LogscanError('input', `corrupt ${format} data at byte ${at}: ${why}`);
}

/** Behind the compressed data stands something else, which was not read. */
export function trailingGarbage(format: Packing, at: number): LogscanError {
  return new LogscanError('input', `the ${format} data ends at byte ${at}, what stands behind it was not read`);
}

/** It was recognised as something that has no text that is read here. */
export class NotText extends LogscanError {
  constructor(message: string) {
    super('input', message);
  }
}

const UNPACK_FIRST: Readonly<Record<Unread, string>> = {
  '7z': 'is a 7z archive, which is not read: unpack it first, for example with 7z x',
  rar: 'is a rar archive, which is not read: unpack it first, for example with unrar x',
  lz4: 'is compressed by lz4, which is not read: unpack it first, for example with lz4 -d',
  compress: 'is compressed by compress (.Z), which is not read: unpack it first, for example with gzip -d',
};

export function notRead(format: Unread): NotText {
  return new NotText(UNPACK_FIRST[format]);
}

/** For callers that want a single text. */
export function archiveNotRead(kind: ArchiveKind): NotText {
  return new NotText(`is a ${kind} archive, whose members are not read here: unpack it first`);
}
