/** SIGHUP: the watch file is read anew. What is wrong with it is said, and the run goes on as it was. */
import { statSync } from 'node:fs';
import { LogscanError, usageError } from '../../model/errors.js';
import { loadWatchFile, type WatchFile } from '../../settings/watch/watch-file.js';
import type { CliContext } from '../context.js';

/** @param take may throw what `loadWatchFile` throws; then nothing has changed */
export function reloadOnHangup(
  { file: first, context }: { readonly file: WatchFile; readonly context: CliContext },
  take: (file: WatchFile) => void,
): void {
  const said = (text: string) => context.warn(`${first.file}: ${text}`);
  const reload = async () => {
    try {
      // To read a pipe may never end, and then nothing would end the run.
      if (isNoFile(first.file)) throw usageError('expected a file; got a folder, a pipe or a device');
      const file = await loadWatchFile(first.file);
      take(file);
      const names = new Set([...first.fixed.keys(), ...file.fixed.keys()]);
      const changed = [...names].filter((name) => first.fixed.get(name) !== file.fixed.get(name));
      said(`read anew${changed.length === 0 ? '' : `; a restart is needed for ${changed.join(', ')}`}`);
    } catch (error) {
      if (!(error instanceof LogscanError)) throw error;
      said(`not taken, the run goes on as it was: ${error.message.replaceAll('\n', '; ')}`);
    }
  };
  let reading = Promise.resolve();
  context.onHangup?.(() => {
    reading = reading.then(reload);
  });
}

function isNoFile(path: string): boolean {
  try {
    return !statSync(path).isFile();
  } catch {
    // Why it cannot be read is said when it is read.
    return false;
  }
}
