/** Puts a file in the place of another one, also while somebody looks at that. */
import { rename } from 'node:fs/promises';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogscanError } from '../model/errors.js';

/** How long another program may have the file open on Windows, as a virus scanner has for a moment; and between two tries. */
const PATIENCE_MS = 2000;
const PAUSE_MS = 50;
/** What Windows says of a file that is open elsewhere. */
const IN_USE = ['EPERM', 'EACCES', 'EBUSY'];

/** @throws the system's error; on Windows, where it was in use all the time, one that says that */
export async function renameWhenFree(from: string, to: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isInUse = IN_USE.includes((error as NodeJS.ErrnoException).code ?? '');
      if (platform() !== 'win32' || !isInUse) throw error;
      if (Date.now() >= end) throw new LogscanError('output', 'it is open in another program, or may not be written');
      await sleep(PAUSE_MS);
    }
  }
}
