/** Reads JSON documents that may be large, such as a summary with many windows. */
import { open } from 'node:fs/promises';
import { type LogscanError, usageError } from '../model/errors.js';
import { JsonPieces, type Treatment } from './json-pieces.js';
import { parseJson } from './parse-json.js';
import { systemReason } from './system-errors.js';
import { readTextFile, type TextFileNames } from './text-file.js';

/** In bytes. A document up to this size is read a second time where it is damaged, to say where. */
const SMALL = 16 << 20;
const CHUNK = 256 * 1024;

/**
 * The document in a file, without what `treat` leaves out or takes for itself; null where there is no such file.
 * @param treat see `JsonPieces`
 * @throws LogscanError `usage` where it cannot be read or is not valid JSON
 */
export async function readJsonDocument(
  path: string,
  names: TextFileNames,
  treat: (path: string) => Treatment,
): Promise<unknown> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unreadable(path, names, error);
  });
  if (file === null) return null;
  const pieces = new JsonPieces(treat);
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  let bytes = 0;
  try {
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, null).catch((error: unknown) => {
        throw unreadable(path, names, error);
      });
      const part = chunk.subarray(0, bytesRead);
      decoder ??= new TextDecoder(encodingOf(part), { fatal: true });
      pieces.add(decoder.decode(part, { stream: bytesRead > 0 }));
      if (bytesRead === 0) return pieces.end();
      bytes += bytesRead;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    const size = Math.max(bytes, (await file.stat()).size);
    if (size <= SMALL) return parseJson(await readTextFile(path, names), path);
    throw usageError(`${names.name ?? path}: ${names.what} is not valid JSON`);
  } finally {
    await file.close();
  }
}

function encodingOf(head: Uint8Array): string {
  const mark = (head[0] ?? 0) * 256 + (head[1] ?? 0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

function unreadable(path: string, { what, name = path, tip }: TextFileNames, error: unknown): LogscanError {
  return usageError(`${name}: ${what} cannot be read: ${systemReason(error)}`, tip ?? null);
}
