/** Writes a report's file, whole or not at all, in a folder that is made where it is missing. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Artefact } from '../../job/artefacts.js';
import { LogscanError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import type { CliContext } from '../context.js';
import { openOutput } from '../output.js';

export async function saveArtefact(artefact: Artefact, context: CliContext): Promise<void> {
  const { path, text } = artefact;
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw new LogscanError('output', `${path}: its folder cannot be made: ${systemReason(error)}`);
  });
  if (text === null) return saveBinary(artefact);
  const output = await openOutput(path, context);
  try {
    await output.write(text);
    await output.commit();
  } finally {
    await output.discard();
  }
}

/** Its writer takes a path: it gets another one beside, which then takes the place of this. */
async function saveBinary({ path, write }: Artefact): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}.tmp`);
  try {
    await write(temporary);
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
