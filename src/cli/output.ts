/**
 * Where a result goes: standard output, or a file that appears whole or not at all. The file is written beside its
 * place under another name, synced to the disk and renamed, so that a reader sees the old one or the new one and a
 * full disk or a killed run leaves the old one.
 */
import type { FileHandle } from 'node:fs/promises';
import { LogscanError } from '../model/errors.js';
import type { OptionTable } from '../settings/option.js';
import { writeReason } from '../text/system-errors.js';
import type { CliContext } from './context.js';

export const OUTPUT_OPTION = {
  output: {
    describe: 'file to write, whole or not at all; by default standard output',
    short: 'o',
    group: 'Output:',
  },
} as const satisfies OptionTable;

export interface Output {
  /** The file under its other name, for a writer that makes files itself; null where there is none. */
  readonly temporary: string | null;
  write(text: string): Promise<void>;
  /** Writes parts of a text, some at a time. */
  writeAll(parts: Iterable<string>): Promise<void>;
  /** Makes what was written appear. Nothing may be written after it. */
  commit(): Promise<void>;
  /** Takes back what was written, where that can be. Does nothing after `commit`. */
  discard(): Promise<void>;
}

/**
 * @param file null is standard output
 * @throws LogscanError `output` where the file cannot be made; so does each method where it cannot be written
 */
export async function openOutput(file: string | null, context: CliContext): Promise<Output> {
  if (file === null) {
    const write = (text: string) => context.stdout.write(text);
    return {
      temporary: null,
      write,
      writeAll: (parts) => inBatches(parts, write),
      commit: async () => {},
      discard: async () => {},
    };
  }
  const fs = await import('node:fs/promises');
  const { basename, dirname, join } = await import('node:path');
  // A link stays a link: what it points at is replaced.
  const target = await fs.realpath(file).catch(() => file);
  const existing = await fs.stat(target).catch(() => null);
  if (existing?.isDirectory()) throw new LogscanError('output', `${file}: expected a file to write to; got a folder`);
  if (existing !== null && !existing.isFile()) {
    // A device or a named pipe cannot be replaced; it is written to.
    const handle = await attempt(file, () => fs.open(target, 'w'));
    return fileOutput(
      file,
      handle,
      null,
      async () => {},
      async () => {},
    );
  }
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${crypto.randomUUID().slice(0, 8)}.tmp`);
  const mode = existing === null ? null : existing.mode & 0o777;
  const handle = await attempt(file, () => fs.open(temporary, 'w', mode ?? 0o666));
  // The process's mask has been taken from the mode; not every file system has modes.
  if (mode !== null) await handle.chmod(mode).catch(() => {});
  return fileOutput(
    file,
    handle,
    temporary,
    async () => {
      await fs.rename(temporary, target);
      await syncFolder(fs, folder);
    },
    () => fs.rm(temporary, { force: true }),
  );
}

function fileOutput(
  file: string,
  handle: FileHandle,
  temporary: string | null,
  appear: () => Promise<void>,
  vanish: () => Promise<void>,
): Output {
  let done = false;
  const write = (text: string) => attempt(file, () => handle.writeFile(text));
  return {
    temporary,
    write,
    writeAll: (parts) => inBatches(parts, write),
    commit: () =>
      attempt(file, async () => {
        // Devices and pipes can't be synced.
        await handle.sync().catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP') throw error;
        });
        await handle.close();
        await appear();
        done = true;
      }),
    discard: async () => {
      if (done) return;
      done = true;
      await handle.close().catch(() => {});
      await vanish().catch(() => {});
    },
  };
}

/** Characters that are written at once: fewer calls than parts, and less memory than the whole. */
const BATCH = 1 << 16;

async function inBatches(parts: Iterable<string>, write: (text: string) => Promise<void>): Promise<void> {
  let batch = '';
  for (const part of parts) {
    batch += part;
    if (batch.length < BATCH) continue;
    await write(batch);
    batch = '';
  }
  if (batch !== '') await write(batch);
}

/** The rename itself must reach the disk as well; where folders cannot be synced (Windows) it is left to the system. */
async function syncFolder(fs: typeof import('node:fs/promises'), folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}

async function attempt<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new LogscanError('output', `${file}: cannot be written: ${writeReason(error)}`);
  }
}
