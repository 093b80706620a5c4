/**
 * A file that appears whole or not at all. It is written beside its place under another name, synced to the disk and
 * renamed, so that a reader sees the old one or the new one and a full disk or a killed run leaves the old one.
 */
import { existsSync, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { LogscanError } from '../model/errors.js';
import { fileName } from '../text/file-name.js';
import { writeReason } from '../text/system-errors.js';
import type { CliContext } from './context.js';
import { inBatches } from './in-batches.js';
import { renameWhenFree } from './rename.js';
import { removeLeftovers, temporaryName } from './temporary-files.js';

export interface Output {
  /** Lets a writer that makes files itself write the file, under its other name; null where it cannot be made anew. */
  readonly handOver: ((write: (file: string) => Promise<void>) => Promise<void>) | null;
  write(text: string): Promise<void>;
  /** Writes parts of a text, some at a time. */
  writeAll(parts: Iterable<string>): Promise<void>;
  /** Makes what was written appear. Nothing may be written after it. */
  commit(): Promise<void>;
  /** Takes back what was written, where that can be. Does nothing after `commit`. */
  discard(): Promise<void>;
}

const NOTHING = async () => {};

/** @throws LogscanError `output` where the file cannot be made; so does each method where it cannot be written */
export async function openFile(file: string, context: CliContext): Promise<Output> {
  const path = fileName(file);
  const existing = await attempt(file, () => statIfThere(path));
  if (existing?.isDirectory()) throw new LogscanError('output', `${file}: expected a file to write to; got a folder`);
  if (existing !== null && !existing.isFile()) {
    // A device or a pipe cannot be replaced; it is written to. What `/dev/stdout` points at may have no path.
    return fileOutput(file, await attempt(file, () => fs.open(path, 'w')), null, NOTHING, NOTHING);
  }
  const target = await attempt(file, () => targetOf(path));
  const folder = dirname(target);
  await removeLeftovers(folder, basename(target), context);
  const temporary = join(folder, temporaryName(basename(target), context.pid));
  const mode = existing === null ? null : existing.mode & 0o777;
  const handle = await attempt(file, () => fs.open(temporary, 'w', mode ?? 0o666));
  // The process's mask has been taken from the mode; not every file system has modes.
  if (mode !== null) await handle.chmod(mode).catch(NOTHING);
  const appear = async () => {
    await renameWhenFree(temporary, target);
    await syncFolder(folder);
  };
  return fileOutput(file, handle, temporary, appear, () => fs.rm(temporary, { force: true }));
}

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** A link stays a link: what it points at is written, also where that is not there yet, as a shell's `>` does. */
async function targetOf(file: string): Promise<string> {
  let path = file;
  for (let links = 0; links <= MOST_LINKS; links++) {
    try {
      return await fs.realpath(path);
    } catch (error) {
      if (codeOf(error) === 'ELOOP') throw error;
      // Beside what is not there, a drive may know no real paths (Windows).
      const aim = await fs.readlink(path).catch(() => null);
      if (aim === null) return path;
      path = resolve(await fs.realpath(dirname(path)), aim);
    }
  }
  throw Object.assign(new Error(), { code: 'ELOOP' });
}

async function statIfThere(path: string): Promise<Stats | null> {
  try {
    return await fs.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') throw error;
    return null;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function fileOutput(
  file: string,
  opened: fs.FileHandle,
  temporary: string | null,
  appear: () => Promise<void>,
  vanish: () => Promise<void>,
): Output {
  let handle = opened;
  let done = false;
  const write = (text: string) => attempt(file, () => handle.writeFile(text));
  const handOver = async (path: string, writeFile: (file: string) => Promise<void>) => {
    // Windows lets nobody replace a file that is open.
    await attempt(file, () => handle.close());
    await writeFile(path).catch((error: unknown) => {
      if (!(error instanceof LogscanError)) throw error;
      // The user knows the file by its own name.
      throw new LogscanError(error.code, error.message.replaceAll(path, file), error.tip);
    });
    handle = await attempt(file, () => fs.open(path, 'r+'));
  };
  return {
    handOver: temporary === null ? null : (writeFile) => handOver(temporary, writeFile),
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
      await handle.close().catch(NOTHING);
      await vanish().catch(NOTHING);
    },
  };
}

/** The rename itself must reach the disk as well; where folders cannot be synced (Windows) it is left to the system. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => null);
  await handle?.sync().catch(NOTHING);
  await handle?.close().catch(NOTHING);
}

async function attempt<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new LogscanError('output', `${file}: cannot be written: ${reasonOf(file, error)}`);
  }
}

/** Windows says of a name that no file can have there that its folder does not exist. */
function reasonOf(file: string, error: unknown): string {
  const isNoName =
    platform() === 'win32' && (error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(dirname(file));
  return isNoName ? 'no file can have this name here, or it is too long' : writeReason(error);
}
