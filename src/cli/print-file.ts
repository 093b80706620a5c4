/** Standard output of what a writer can only make as a file. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogscanError } from '../model/errors.js';
import { writeReason } from '../text/system-errors.js';
import type { CliContext } from './context.js';
import { printBytes } from './print.js';

/** @throws LogscanError `output` */
export async function printFile(write: (file: string) => Promise<void>, context: CliContext): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ptk-logscan-')).catch((error: unknown) => {
    throw new LogscanError('output', `${tmpdir()}: cannot be written: ${writeReason(error)}`);
  });
  try {
    const file = join(folder, 'output');
    await write(file).catch((error: unknown) => {
      if (!(error instanceof LogscanError)) throw error;
      throw new LogscanError(error.code, error.message.replaceAll(file, 'standard output'), error.tip);
    });
    await printBytes(await readFile(file), context);
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
