/** One piece of the work through a scanner: a range of a file, or an input from its beginning to its end. */
import { closeSync, createReadStream, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { PIPE_SIZE } from '../model/limits.js';
import type { LineScanner } from '../scan/line-scanner.js';
import { firstLineStart, readLines } from '../scan/range.js';
import { type Consume, Scanner } from '../scan/scanner.js';
import { reasonOf } from '../sources/inputs.js';
import { type OpenSource, openSource } from '../sources/open.js';
import { Beginning } from './beginning.js';
import type { Piece } from './pieces.js';

/** How a piece is watched while it is read. */
export interface Watch {
  /** Asked now and then: the run is to end. */
  stopped(): boolean;
  /** So many bytes more were read. What it returns is waited for. */
  read(bytes: number): void | Promise<void>;
  /** Aborted when the run is to end: for streams that wait. Only who needs it asks for it. */
  readonly signal: AbortSignal;
}

export interface PieceReading {
  readonly bytes: number;
  readonly lines: number;
  readonly matchedLines: number;
  /** What a line without a time behind the piece would inherit, in epoch milliseconds; NaN where it has no timestamp. */
  readonly lastTime: number;
  /** Why it could not be read whole, or null. */
  readonly error: string | null;
  /** How what cannot be read again begins, one character a byte, for another look at some lines; null for a file. */
  readonly beginning: string | null;
  /** What the user should know of it, one sentence each. */
  readonly notes: readonly string[];
}

/** Bytes between two turns of the event loop, where Ctrl-C is heard and what waits to be written is. */
const TURN = 16 << 20;
const INTERRUPTED = 'interrupted before its end';

/** Never rejects because of the input: `error` says what was wrong with it. */
export async function scanPiece(
  piece: Piece,
  scanner: Scanner | LineScanner,
  consume: Consume,
  watch: Watch,
  turn: number = TURN,
): Promise<PieceReading> {
  let bytes = 0;
  const read = (n: number) => {
    bytes += n;
    return watch.read(n);
  };
  const beginning = new Beginning();
  // Nothing of an earlier piece may show where this one cannot even be opened.
  scanner.begin({ name: piece.name, reference: 0, offset: 0, lines: 0 }, consume);
  let error: string | null = null;
  try {
    if (watch.stopped()) error = INTERRUPTED;
    else if (piece.range !== null && scanner instanceof Scanner)
      error = await scanRange(piece, piece.range, scanner, consume, watch, turn, read);
    else error = await scanWhole(piece, scanner, consume, watch, turn, read, beginning);
  } catch (thrown) {
    if (!isInputError(thrown)) throw thrown;
    error = watch.stopped() ? INTERRUPTED : reasonOf(thrown);
  }
  const { lines, matchedLines, lastTime } = scanner;
  const notes = scanner instanceof Scanner ? [] : scanner.notes;
  return { bytes, lines, matchedLines, lastTime, error, beginning: beginning.text, notes };
}

type Read = (bytes: number) => void | Promise<void>;

async function scanRange(
  { name }: Piece,
  { from, to, base, start, modified, utc }: NonNullable<Piece['range']>,
  scanner: Scanner,
  consume: Consume,
  watch: Watch,
  turn: number,
  read: Read,
): Promise<string | null> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  try {
    const first = firstLineStart(fd, start, from, to);
    if (from === start) await read(start - base);
    scanner.begin({ name, reference: modified, offset: first - base, lines: 0, utc }, consume);
    return await readTurns(readLines(scanner, fd, first, to, turn), watch, read);
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

async function scanWhole(
  { name }: Piece,
  scanner: Scanner | LineScanner,
  consume: Consume,
  watch: Watch,
  turn: number,
  read: Read,
  beginning: Beginning,
): Promise<string | null> {
  const source = await openSource(name, () => watch.signal);
  try {
    await read(source.start);
    scanner.begin({ name, reference: source.modified ?? Date.now(), offset: source.start, lines: 0 }, consume);
    if (source.file !== null && scanner instanceof Scanner) {
      const { fd, position } = source.file;
      const lines = readLines(scanner, fd, position + source.start, Number.POSITIVE_INFINITY, turn);
      return await readTurns(lines, watch, read);
    }
    const close = () => source.close();
    watch.signal.addEventListener('abort', close);
    try {
      if (!(scanner instanceof Scanner)) await feed(scanner, source, watch, read);
      else await write(scanner, source, read, source.modified === null ? beginning : null);
    } finally {
      // What was read before a fault counts, and so does the last line that it left unfinished.
      if (scanner instanceof Scanner && !watch.stopped()) scanner.end();
      watch.signal.removeEventListener('abort', close);
    }
    return watch.stopped() ? INTERRUPTED : null;
  } finally {
    source.close();
  }
}

/** What is read at full speed is told after so many bytes: to settle the kernel's counts takes as long as 64 KiB. */
const TOLD = 1 << 20;

async function write(
  scanner: Scanner,
  { pipe, stream }: OpenSource,
  read: Read,
  beginning: Beginning | null,
): Promise<void> {
  if (pipe === null) {
    for await (const chunk of stream!) {
      beginning?.add(chunk as Buffer);
      scanner.write(chunk as Buffer);
      await read((chunk as Buffer).length);
    }
    return;
  }
  let untold = 0;
  const tell = () => {
    const bytes = untold;
    untold = 0;
    return read(bytes);
  };
  try {
    await pipe.each((chunk) => {
      beginning?.add(chunk);
      scanner.write(chunk);
      untold += chunk.length;
      // Who writes faster than is read fills the pipe: then nobody looks at single chunks.
      if (chunk.length < PIPE_SIZE || untold >= TOLD) return tell();
    });
  } finally {
    await tell();
  }
}

/** Feeds a scanner that is a stream itself. */
async function feed(scanner: LineScanner, source: OpenSource, watch: Watch, read: Read): Promise<void> {
  // Node's streams take 5 ms to load, which a small plain file does not need.
  const { pipeline: connect } = await import('node:stream/promises');
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      yield chunk;
      await read(chunk.length);
    }
  };
  const text = source.stream ?? streamOf(source.file!, source.start);
  await connect(text, counted, scanner.sink(), { signal: watch.signal });
}

/** A plain file as a stream, for a scanner that does not read by itself. */
function streamOf({ fd, position }: NonNullable<OpenSource['file']>, start: number): Readable {
  return createReadStream('', { fd, start: position + start, highWaterMark: 1 << 18, autoClose: false });
}

async function readTurns(turns: Iterable<number>, watch: Watch, read: Read): Promise<string | null> {
  for (const n of turns) {
    await read(n);
    if (n < TURN_WORTH) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (watch.stopped()) return INTERRUPTED;
  }
  return null;
}

/** A last turn of less than this is not worth one of the event loop: a folder has thousands of small files. */
const TURN_WORTH = 1 << 20;

/** Errors of reading, as opposed to mistakes of ours: system errors, aborted streams, and what decoders report. */
function isInputError(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return name === 'LogscanError' || name === 'AbortError' || typeof code === 'string';
}
