/**
 * Opens one input and finds out what it is, by its first bytes. A regular file of plain text is read at positions,
 * straight into the kernel's memory; a pipe of plain text piece by piece; all else comes as a stream of decoded text.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { type Compression, type Encoding, encodingOf, formatOf, HEAD_SIZE, isDecided } from './format.js';
import type { Pipe, Take } from './pipe.js';

export interface OpenSource {
  /** As `Input.name`. */
  readonly name: string;
  /** Of the text, when it is unpacked. */
  readonly encoding: Encoding;
  readonly compression: Compression | 'none';
  /** Bytes of a UTF-8 byte order mark before the text. */
  readonly start: number;
  /** Modification time in epoch milliseconds; null where there is none (a pipe). */
  readonly modified: number | null;
  /** A regular file of plain text: its descriptor and the position and size to read; else null. */
  readonly file: { readonly fd: number; readonly position: number; readonly size: number } | null;
  /** A pipe of plain text, without its mark: the fast way to read it, instead of `stream`. Else null. */
  readonly pipe: { each(take: Take): Promise<void> } | null;
  /**
   * The text as UTF-8, without its mark; null for a `file`. Fails with a LogscanError or a system error where it cannot
   * be read on, behind everything that could be read.
   */
  readonly stream: Readable | null;
  /** Ends all reading. */
  close(): void;
}

/**
 * Opens a file by path, or standard input for `-`. System errors are thrown as they are. A pipe is waited for until its
 * first bytes tell what it is: `signal`, asked for only then, ends that wait, later `close` does.
 */
export async function openSource(name: string, signal?: () => AbortSignal): Promise<OpenSource> {
  // Without waiting for somebody who writes into a named pipe: whoever reads it waits, and can be interrupted.
  const fd = name === '-' ? 0 : openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    return stats.isFile() ? await openFile(name, fd, stats) : await openPipe(name, fd, signal?.());
  } catch (error) {
    if (fd > 2) closeSync(fd);
    throw error;
  }
}

async function openFile(name: string, fd: number, { mtimeMs: modified, size }: Stats): Promise<OpenSource> {
  const position = fd === 0 ? standingOf(fd) : 0;
  if (position !== null) {
    const head = new Uint8Array(HEAD_SIZE);
    const length = readSync(fd, head, 0, head.length, position);
    const format = formatOf(head.subarray(0, length));
    if (format.kind === 'text') {
      const { encoding, mark } = encodingOf(head.subarray(0, length));
      const file = { fd, position, size };
      let isClosed = fd === 0;
      const close = () => {
        if (!isClosed) closeSync(fd);
        isClosed = true;
      };
      return { name, encoding, compression: 'none', start: mark, modified, file, pipe: null, stream: null, close };
    }
  }
  // Loaded only here: most logs are plain files.
  const [{ decode }, { FileBytes }] = await Promise.all([import('./decode.js'), import('./file-bytes.js')]);
  const decoded = await decode(new FileBytes(fd, position));
  return { name, ...decoded, modified, file: null, pipe: null, close: () => decoded.stream.destroy() };
}

async function openPipe(name: string, fd: number, signal?: AbortSignal): Promise<OpenSource> {
  const { Pipe } = await import('./pipe.js');
  const pipe = new Pipe(fd);
  const stop = () => pipe.close();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    return await openPiped(name, pipe);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function openPiped(name: string, pipe: Pipe): Promise<OpenSource> {
  const head = await pipe.look(isDecided);
  if (formatOf(head).kind !== 'text') {
    const { decode } = await import('./decode.js');
    const decoded = await decode(pipe);
    return { name, ...decoded, modified: null, file: null, pipe: null, close: () => decoded.stream.destroy() };
  }
  const { TextStream } = await import('./text-stream.js');
  const { encoding, mark } = encodingOf(head);
  pipe.skip(mark);
  let stream: Readable | null = null;
  return {
    name,
    encoding,
    compression: 'none',
    start: mark,
    modified: null,
    file: null,
    pipe,
    get stream() {
      stream ??= new TextStream(pipe.chunks(), () => pipe.close());
      return stream;
    },
    close: () => pipe.close(),
  };
}

/** Where a redirected standard input stands, which may have been read from already; null where the system does not say. */
export function standingOf(fd: number): number | null {
  try {
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return position === undefined ? null : Number(position);
  } catch {
    return null;
  }
}
