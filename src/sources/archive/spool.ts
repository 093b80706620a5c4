/** A zip archive that cannot be read at any position, because it comes through a pipe or out of another archive, as a file. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogscanError } from '../../model/errors.js';
import { systemReason } from '../../text/system-errors.js';
import type { Chunks } from '../peek.js';

/** A hundred gigabytes of log and more. */
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
    // At once: then the system takes it away, however this process ends. Where it may not be, it is done at the end.
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
