/** The directory of a zip archive, which stands at the end of the file. */
import { fstatSync } from 'node:fs';
import type * as yauzl from 'yauzl';
import { LogscanError } from '../../model/errors.js';
import { corrupt, unexpectedEnd } from '../fault.js';
import { blockReader } from './zip-reader.js';

export interface Member extends yauzl.Entry {
  readonly path: string;
  /** @throws what yauzl says of its header */
  findStart(): Promise<number>;
}

/** @throws LogscanError `input` where the directory is damaged or made to do harm */
export async function* directoryOf(fd: number): AsyncGenerator<Member> {
  const yauzl = await import('yauzl');
  const { size } = fstatSync(fd);
  let packed = 0;
  try {
    // Names as bytes: yauzl would end the reading at a name that leads out of the folder. Wrong sizes of a member are
    // the fault of that member, and found when it is read.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const zip = await yauzl.fromRandomAccessReaderPromise(blockReader(yauzl, fd), size, options);
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize;
      if (packed > size) {
        throw new LogscanError('input', 'its members overlap, as in archives made to do harm: not read on');
      }
      const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      const findStart = async () => (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
      yield Object.assign(entry, { path, findStart });
    }
  } catch (error) {
    throw inWords(error, size);
  }
}

/** The directory is missing: the file was truncated. */
export class NoDirectory extends LogscanError {
  constructor(at: number) {
    super('input', unexpectedEnd('zip', at).message);
  }
}

/** What yauzl says, shortened; a system error is left as it is. */
export function inWords(error: unknown, at: number): Error {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'LogscanError' || code !== undefined || name !== 'Error') return error as Error;
  if (message.startsWith('End of central directory')) return new NoDirectory(at);
  if (message === 'unexpected EOF') return unexpectedEnd('zip', at);
  if (message.startsWith('multi-disk')) {
    return new LogscanError('input', 'is a part of a zip archive in several files: join them first, with zip -s 0');
  }
  if (message.startsWith('strong encryption'))
    return new LogscanError('input', 'is encrypted: unpack it with its password first');
  return corrupt('zip', at, message.split(/[.:](?: |$)/)[0]!);
}
