/** One piece of the work through a scanner: a range of a file, or an input from its beginning to its end. */
import { closeSync, openSync } from 'node:fs';
import { PIPE_SIZE } from '../model/limits.js';
import type { Consume, LineReader } from '../scan/line-reader.js';
import { bytesAt, firstLineStart, readLines } from '../scan/range.js';
import { HEADER_REACH } from '../scan/source-head.js';
import { reasonOf } from '../sources/inputs.js';
import { openSources } from '../sources/open.js';
import type { OpenSource } from '../sources/open-source.js';
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

/** What came of one source in a piece: the file, its range, or a member of the archive that it is. */
export interface PieceReading {
  /** The source's. */
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly matchedLines: number;
  /** What a line without a time behind the piece would inherit, in epoch milliseconds; NaN where it has no timestamp. */
  readonly lastTime: number;
  /** Why it could not be read whole, or null. */
  readonly error: string | null;
  /** How what cannot be read again begins, one character a byte, for another look at some lines; null for a file. */
  readonly beginning: string | null;
}

/** Bytes between two turns of the event loop, where Ctrl-C is heard and what waits to be written is. */
const TURN = 16 << 20;
const INTERRUPTED = 'interrupted before its end';

/**
 * One reading a source, at least one; each is to be taken before the next source is read. Never rejects because of the
 * input: `error` says what was wrong with it.
 */
export async function* scanPiece(
  piece: Piece,
  scanner: LineReader,
  consume: Consume,
  watch: Watch,
  turn: number = TURN,
): AsyncGenerator<PieceReading> {
  let bytes = 0;
  const read = (n: number) => {
    bytes += n;
    return watch.read(n);
  };
  /** Scans one source, and says what came of it. */
  const readingOf = async (
    name: string,
    scan: (beginning: Beginning) => Promise<string | null> | string,
  ): Promise<PieceReading> => {
    bytes = 0;
    const beginning = new Beginning();
    // Nothing of an earlier source may show where this one cannot even be opened.
    scanner.begin({ name, reference: 0, offset: 0, lines: 0 }, consume);
    let error: string | null;
    try {
      error = watch.stopped() ? INTERRUPTED : await scan(beginning);
    } catch (thrown) {
      error = watch.stopped() ? INTERRUPTED : inputReason(thrown);
    }
    const { lines, matchedLines, lastTime } = scanner;
    return { name, bytes, lines, matchedLines, lastTime, error, beginning: beginning.text };
  };
  const { range, name } = piece;
  if (range !== null) {
    yield await readingOf(name, () => scanRange(piece, range, scanner, consume, watch, turn, read));
    return;
  }
  let failure: unknown = watch.stopped() ? STOPPED : null;
  try {
    if (failure === null) {
      for await (const source of openSources(name, () => watch.signal, piece.members)) {
        yield await readingOf(source.name, (beginning) =>
          scanSource(source, scanner, consume, watch, turn, read, beginning),
        );
        if (!watch.stopped()) continue;
        // A member was read; others were not.
        if (source.name !== name) failure = STOPPED;
        break;
      }
    }
  } catch (thrown) {
    failure = thrown;
  }
  if (failure !== null) yield await readingOf(name, () => inputReason(failure));
}

/** The words for an input that could not be read on. @throws what is a mistake of ours */
function inputReason(thrown: unknown): string {
  if (thrown === STOPPED) return INTERRUPTED;
  if (!isInputError(thrown)) throw thrown;
  return reasonOf(thrown);
}

const STOPPED = Symbol('stopped');

type Read = (bytes: number) => void | Promise<void>;

async function scanRange(
  { name }: Piece,
  { from, to, base, start, modified, utc }: NonNullable<Piece['range']>,
  scanner: LineReader,
  consume: Consume,
  watch: Watch,
  turn: number,
  read: Read,
): Promise<string | null> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  try {
    const first = firstLineStart(fd, start, from, to);
    if (from === start) await read(start - base);
    // A header stands where the source begins.
    const header = from === start ? {} : { header: scanner.headerOf(bytesAt(fd, start, HEADER_REACH)) };
    scanner.begin({ name, reference: modified, offset: first - base, lines: 0, utc, ...header }, consume);
    return await readTurns(readLines(scanner, fd, first, to, turn), watch, read);
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

async function scanSource(
  source: OpenSource,
  scanner: LineReader,
  consume: Consume,
  watch: Watch,
  turn: number,
  read: Read,
  beginning: Beginning,
): Promise<string | null> {
  const { name, start } = source;
  await read(start);
  scanner.begin({ name, reference: source.modified ?? Date.now(), offset: start, lines: 0 }, consume);
  if (source.file !== null) {
    const { fd, position } = source.file;
    return readTurns(readLines(scanner, fd, position + start, Number.POSITIVE_INFINITY, turn), watch, read);
  }
  const close = () => source.close();
  watch.signal.addEventListener('abort', close);
  try {
    await write(scanner, source, read, source.modified === null ? beginning : null);
  } finally {
    // What was read before a fault counts, and so does the last line that it left unfinished.
    if (!watch.stopped()) scanner.end();
    watch.signal.removeEventListener('abort', close);
  }
  return watch.stopped() ? INTERRUPTED : null;
}

/** What is read at full speed is told after so many bytes: to settle the kernel's counts takes as long as 64 KiB. */
const TOLD = 1 << 20;

async function write(
  scanner: LineReader,
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
