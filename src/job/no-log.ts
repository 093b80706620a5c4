/** An output is no log: it would take the place of what the job reads. */
import type { KnownStreams } from '../history/streams/known-streams.js';
import { usageError } from '../model/errors.js';
import { keyOf } from './read/folders.js';

/** @throws LogscanError `usage` */
export function refuseLog(path: string, known: KnownStreams): void {
  const key = keyOf(path);
  if (key === null || !known.files.has(key)) return;
  throw usageError(`${path}: expected an output that is no log of the job; got one that it reads`);
}
