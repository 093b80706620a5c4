/**
 * Opens one input and finds out by its first bytes what it is. A regular file of plain text is read at positions,
 * straight into the kernel's memory; a pipe of plain text chunk by chunk; everything else comes as a stream of decoded
 * text, and an archive as several.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { STDIN_NAME } from '../text/source-name.js';
import type { MemberRange } from './archive/entry.js';
import type { Bounds } from './bounds.js';
import type { RawBytes } from './decode.js';
import { startPosition } from './file-position.js';
import { type ArchiveKind, encodingOf, formatOf, HEAD_SIZE, isDecided } from './format.js';
import type { OpenSource } from './open-source.js';
import type { Pipe } from './pipe.js';

/** An input that is an archive. */
interface OpenArchive {
  readonly kind: ArchiveKind;
  /** To be iterated once; each is read before the next one is asked for. */
  members(): AsyncGenerator<OpenSource>;
  /** Ends whatever the members wait for. */
  stop(): void;
  /** To be called when no read is under way. */
  close(): void;
}

/** Called only where something has to be waited for: making the signal costs a timer. */
type SignalSource = () => AbortSignal;

/**
 * Opens a file by path, or standard input for `-`: one source, or each member of an archive. Each must be read before
 * the next one is asked for, and is closed then. A fault of an archive is the error of a source too: of the member, or
 * of one named like the archive.
 * @param range the members to read, of a zip archive in a file that `memberRanges` has divided; null: all
 * @throws system errors as they are, and LogscanError `input` for a format that is not read
 */
export async function* openSources(
  name: string,
  signal?: SignalSource,
  range: MemberRange | null = null,
): AsyncGenerator<OpenSource> {
  const opened = await open(name, signal, range);
  if (!('members' in opened)) {
    try {
      yield opened;
    } finally {
      opened.close();
    }
    return;
  }
  const stop = () => opened.stop();
  const ended = signal?.();
  ended?.addEventListener('abort', stop);
  if (ended?.aborted) stop();
  try {
    yield* opened.members();
  } finally {
    ended?.removeEventListener('abort', stop);
    opened.close();
  }
}

/**
 * The same for an open regular file that is no plain UTF-8 text. It is read at positions up to `size`, so that it may
 * grow meanwhile and can be read again. The descriptor stays the caller's.
 */
export async function* decodedSources(
  name: string,
  fd: number,
  facts: { readonly size: number; readonly modified: number },
): AsyncGenerator<OpenSource> {
  const { FileBytes } = await import('./file-bytes.js');
  const bytes = new FileBytes(fd, 0, { end: facts.size });
  const head = new Uint8Array(HEAD_SIZE);
  const { kind } = formatOf(head.subarray(0, readSync(fd, head, 0, Math.min(head.length, facts.size), 0)));
  const opened =
    kind === 'zip' ? await openZip(name, fd, facts, null, () => {}) : await openPacked(name, bytes, facts.modified);
  try {
    if ('members' in opened) yield* opened.members();
    else yield opened;
  } finally {
    opened.close();
    await bytes.idle;
  }
}

/**
 * The same for an input that must be one text. A pipe is waited for until its first bytes show its format: `signal`
 * ends that wait; later, `close` does.
 * @throws NotText for an archive
 */
export async function openSource(name: string, signal?: SignalSource): Promise<OpenSource> {
  const opened = await open(name, signal);
  if (!('members' in opened)) return opened;
  opened.stop();
  opened.close();
  const { archiveNotRead } = await import('./fault.js');
  throw archiveNotRead(opened.kind);
}

async function open(
  name: string,
  signal?: SignalSource,
  range: MemberRange | null = null,
): Promise<OpenSource | OpenArchive> {
  // O_NONBLOCK, so that opening a named pipe does not wait for its writer: reading waits for it, and can be
  // interrupted.
  const fd = name === STDIN_NAME ? 0 : openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let stats: Stats;
  let file: ReturnType<typeof openFile> = null;
  try {
    stats = fstatSync(fd);
    if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    if (stats.isFile()) file = openFile(name, fd, stats);
  } catch (error) {
    if (fd > 2) closeSync(fd);
    throw error;
  }
  if (!stats.isFile()) return openPipe(name, fd, signal?.());
  if (file === 'zip')
    return openZip(name, fd, { ...stats, modified: stats.mtimeMs }, range, () => fd > 2 && closeSync(fd));
  if (file !== null) return file;
  // Loaded only here: most logs are plain files.
  const { FileBytes } = await import('./file-bytes.js');
  return openPacked(
    name,
    new FileBytes(fd, startPosition(fd), { size: stats.size, modified: stats.mtimeMs }),
    stats.mtimeMs,
  );
}

/** Read into for file after file: a new one for each of 100,000 would be 400 MB for the garbage collector. */
const HEAD = new Uint8Array(HEAD_SIZE);

/** A plain text; `zip` for a zip archive that can be read where it lies; null for everything else. */
function openFile(name: string, fd: number, { mtimeMs: modified, size }: Stats): OpenSource | 'zip' | null {
  const position = startPosition(fd);
  if (position === null) return null;
  const head = HEAD.subarray(0, readSync(fd, HEAD, 0, HEAD.length, position));
  const { kind } = formatOf(head);
  if (kind === 'zip' && position === 0) return 'zip';
  if (kind !== 'text') return null;
  const { encoding, mark } = encodingOf(head);
  let isClosed = fd === 0;
  return {
    name,
    archive: null,
    encoding,
    marked: mark > 0,
    compression: 'none',
    start: mark,
    modified,
    file: { fd, position, size },
    pipe: null,
    stream: null,
    close: () => {
      if (!isClosed) closeSync(fd);
      isClosed = true;
    },
  };
}

/** The members of such an archive can be read in any order, straight from the file. */
async function openZip(
  name: string,
  fd: number,
  { size, modified }: { readonly size: number; readonly modified: number },
  range: MemberRange | null,
  close: () => void,
): Promise<OpenArchive> {
  const [{ membersOf }, { Bounds }] = await Promise.all([import('./archive/members.js'), import('./bounds.js')]);
  const bounds = new Bounds();
  bounds.add(size);
  return {
    kind: 'zip',
    members: () => membersOf({ archive: 'zip', fd, range }, { name, modified, bounds }),
    stop: () => {},
    close,
  };
}

export async function openPacked(
  name: string,
  raw: RawBytes,
  modified: number | null,
): Promise<OpenSource | OpenArchive> {
  const [{ decode }, { Bounds }] = await Promise.all([import('./decode.js'), import('./bounds.js')]);
  const bounds: Bounds = new Bounds();
  const counted: RawBytes = {
    chunks: () => bounds.taking(raw.chunks()),
    again: raw.again,
    close: () => raw.close(),
  };
  const decoded = await decode(counted, bounds);
  if (decoded.archive === null) {
    return { ...decoded, name, modified, file: null, pipe: null, close: () => decoded.stream.destroy() };
  }
  const { membersOf } = await import('./archive/members.js');
  return {
    kind: decoded.archive,
    members: () => membersOf(decoded, { name, modified, bounds }),
    stop: () => decoded.close(),
    close: () => decoded.close(),
  };
}

async function openPipe(name: string, fd: number, signal?: AbortSignal): Promise<OpenSource | OpenArchive> {
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

async function openPiped(name: string, pipe: Pipe): Promise<OpenSource | OpenArchive> {
  const head = await pipe.peek(isDecided);
  if (formatOf(head).kind !== 'text') return openPacked(name, pipe, null);
  const { TextStream } = await import('./text-stream.js');
  const { encoding, mark } = encodingOf(head);
  pipe.skip(mark);
  let stream: Readable | null = null;
  return {
    name,
    archive: null,
    encoding,
    marked: mark > 0,
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
