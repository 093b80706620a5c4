/** Writes a report's file, whole or not at all, in a folder that is made where it is missing. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Artefact } from '../../job/artefacts.js';
import { LogscanError } from '../../model/errors.js';
import { isForPeople } from '../../report/formats.js';
import { systemReason } from '../../text/system-errors.js';
import type { CliContext } from '../context.js';
import { openOutput } from '../output.js';

type SavedFile = Pick<Artefact, 'path' | 'format' | 'text' | 'write'>;

/** @param artefact its text in parts, or null and a function that writes the file itself */
export async function saveArtefact(artefact: SavedFile, context: CliContext): Promise<void> {
  const { path, format, text, write } = artefact;
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw new LogscanError('output', `${path}: its folder cannot be made: ${systemReason(error)}`);
  });
  const output = await openOutput(path, isForPeople(format) ? 'people' : 'programs', context);
  try {
    if (text !== null) await output.writeAll(text);
    else if (output.handOver !== null) await output.handOver(write);
    else
      throw new LogscanError(
        'output',
        `${path}: expected a file, which is written in several steps; got a device or a pipe`,
      );
    await output.commit();
  } finally {
    await output.discard();
  }
}
