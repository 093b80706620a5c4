/**
 * Reads text files that users provide: configurations, jobs, catalogues, summaries. They are in UTF-8 with or without a
 * byte order mark, or in UTF-16 with one, as Windows PowerShell writes it.
 */
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { type LogscanError, usageError } from '../model/errors.js';
import { systemReason } from './system-errors.js';

/** What errors call the file. */
export interface TextFileNames {
  /** What it is, such as `the configuration`. */
  readonly what: string;
  /** The beginning of the message; default: the path. */
  readonly name?: string;
  /** A second line for the case that the file cannot be read. */
  readonly tip?: string;
}

/**
 * The file's text, without a byte order mark.
 * @throws LogscanError `usage` where the file cannot be read or is no text
 */
export async function readTextFile(path: string, names: TextFileNames): Promise<string> {
  const text = await readTextFileIfThere(path, names);
  if (text === null) throw unreadable(path, names, 'no such file');
  return text;
}

/** The same; null where there is no such file. */
async function readTextFileIfThere(path: string, names: TextFileNames): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(path, names, systemReason(error));
  }
  return textOf(bytes, names.name ?? path);
}

function unreadable(path: string, { what, name = path, tip }: TextFileNames, reason: string): LogscanError {
  return usageError(`${name}: ${what} cannot be read: ${reason}`, tip ?? null);
}

const EXPECTED = 'expected text in UTF-8, or in UTF-16 with a byte order mark';

function textOf(bytes: Uint8Array, file: string): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) {
    try {
      return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes);
    } catch {
      throw usageError(`${file}: ${EXPECTED}; got UTF-16 that is cut or damaged`);
    }
  }
  if (!isUtf8(bytes)) throw usageError(`${file}: line ${firstBadLine(bytes)}: ${EXPECTED}; got bytes that are neither`);
  // ASCII text in UTF-16 without a byte order mark is valid UTF-8, with a zero as every second byte.
  if (bytes.includes(0)) throw usageError(`${file}: ${EXPECTED}; got zero bytes`);
  return new TextDecoder().decode(bytes);
}

/** From 1. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}
