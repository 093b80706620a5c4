/**
 * Puts a zip archive into a temporary file. It must be readable at any position, which a pipe or another archive is
 * not.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogscanError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import type { Chunks } from '../peek.js';

/** Bytes: about a hundred gigabytes of log. */
const MOST_BYTES = 8 * 2 ** 30;

export interface Spooled {
  readonly fd: number;
  readonly size: number;
  close(): void;
}

/** @throws LogscanError `input` where the file cannot be written, and whatever the chunks fail with */
export async function spool(chunks: Chunks): Promise<Spooled> {
  const path = join(tmpdir(), `ptk-logscan-${crypto.randomUUID()}.zip`);
  const fd = attempt(() => openSync(path, 'wx+', 0o600));
  const remove = () => rmSync(path, { force: true });
  const close = () => {
    closeSync(fd);
    remove();
  };
  let size = 0;
  try {
    // Removed at once, while it is open: then the system frees it however this process ends. Windows refuses; there it
    // is removed at the end.
    try {
      remove();
    } catch {}
    for await (const chunk of chunks) {
      if (size + chunk.length > MOST_BYTES) {
        throw new LogscanError(
          'input',
          'is a zip archive of more than 8 GiB in a pipe or an archive: save it to a file',
        );
      }
      for (let done = 0; done < chunk.length; ) done += attempt(() => writeSync(fd, chunk, done));
      size += chunk.length;
    }
    return { fd, size, close };
  } catch (error) {
    close();
    throw error;
  }
}

function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const why = systemReason(error, { ENOENT: 'there is no such folder' });
    throw new LogscanError('input', `a temporary file for the zip archive could not be written in ${tmpdir()}: ${why}`);
  }
}
