/** Scans one piece: a range of a file, or a whole input with all its members. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LogscanError } from '../model/errors.js';
import { PIPE_SIZE } from '../model/limits.js';
import type { Consume, LineReader } from '../scan/line-reader.js';
import { bytesAt, firstLineStart, readLines } from '../scan/range.js';
import { HEADER_SEARCH_BYTES } from '../scan/source-head.js';
import { reasonOf } from '../sources/inputs.js';
import { openSources } from '../sources/open.js';
import type { OpenSource } from '../sources/open-source.js';
import { shortening } from '../sources/shortened.js';
import type { PassingIdentity, SourceIdentity } from '../sources/source-digest.js';
import { isInputError } from './input-error.js';
import { KeptBeginning } from './kept-beginning.js';
import type { Piece, Range } from './pieces.js';
import type { Turns } from './turns.js';

/** How the reading of a piece is reported and stopped. */
export interface Watch {
  /** Whether the run is to end. Checked between chunks. */
  stopped(): boolean;
  /** Called with the number of bytes read since the last call; what it returns is awaited. */
  read(bytes: number): void | Promise<void>;
  readonly turns: Turns;
  /** Tells what a source is that can be read only once; null: nobody asks. */
  readonly newIdentity: (() => PassingIdentity) | null;
  /** Aborted when the run is to end, for streams that wait for bytes. Costs a timer from its first use on. */
  readonly signal: AbortSignal;
}

/** The reading of one source in a piece: the file, a range of it, or one member of an archive. */
export interface PieceReading {
  /** Of the source. */
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly matchedLines: number;
  /** The last time in the piece, which the next piece inherits, in epoch milliseconds; NaN without a timestamp. */
  readonly lastTime: number;
  /** Why it could not be read whole, or null. */
  readonly error: string | null;
  /** The first bytes of a source that cannot be read again, one character a byte; null for a file. */
  readonly beginning: string | null;
  /** What such a source is, where that was asked for; else null. */
  readonly identity: SourceIdentity | null;
}

/** Reading a file blocks the event loop. After 16 MiB it gets a turn at the latest, to handle Ctrl-C and pending writes. */
const TURN_BYTES = 16 << 20;
const INTERRUPTED = 'interrupted before its end';

/**
 * Yields one reading for each source, at least one. The scanner's state belongs to the source just yielded, until the
 * next one is asked for. Never rejects because of the input: the reading's `error` says what was wrong.
 */
export async function* scanPiece(
  piece: Piece,
  scanner: LineReader,
  consume: Consume,
  watch: Watch,
  turn: number = TURN_BYTES,
): AsyncGenerator<PieceReading> {
  let bytes = 0;
  const read = (n: number) => {
    bytes += n;
    return watch.read(n);
  };
  const reading: Reading = { scanner, consume, watch, turn, read };
  const readingOf = async (
    name: string,
    scan: (beginning: KeptBeginning) => Promise<string | null> | string,
  ): Promise<PieceReading> => {
    bytes = 0;
    const beginning = new KeptBeginning(watch.newIdentity?.() ?? null);
    // Resets the scanner, also for a source that cannot be opened.
    scanner.begin({ name, reference: 0, offset: 0, lines: 0 }, consume);
    let error: string | null;
    try {
      error = watch.stopped() ? INTERRUPTED : ((await scan(beginning)) ?? scanner.fault);
    } catch (thrown) {
      error = watch.stopped() ? INTERRUPTED : inputReason(thrown);
    }
    const { lines, matchedLines, lastTime } = scanner;
    return {
      name,
      bytes,
      lines,
      matchedLines,
      lastTime,
      error,
      beginning: beginning.text,
      identity: beginning.identity,
    };
  };
  const { range, name } = piece;
  if (range !== null) {
    yield await readingOf(name, () => scanRange(name, range, reading));
    return;
  }
  let failure: unknown = watch.stopped() ? STOPPED : null;
  try {
    if (failure === null) {
      for await (const source of openSources(name, () => watch.signal, piece.members)) {
        yield await readingOf(source.name, (beginning) => scanSource(source, reading, beginning));
        if (!watch.stopped()) continue;
        // A member was read to its end, but the archive was not.
        if (source.name !== name) failure = STOPPED;
        break;
      }
    }
  } catch (thrown) {
    failure = thrown;
  }
  if (failure !== null) yield await readingOf(name, () => inputReason(failure));
}

/** Why an input could not be read to its end. @throws errors that are not the input's but a bug */
function inputReason(thrown: unknown): string {
  if (thrown === STOPPED) return INTERRUPTED;
  if (!isInputError(thrown)) throw thrown;
  return reasonOf(thrown);
}

const STOPPED: unique symbol = Symbol('stopped');

type Read = (bytes: number) => void | Promise<void>;

/** What reads a piece, and whom it reports to. */
interface Reading {
  readonly scanner: LineReader;
  readonly consume: Consume;
  readonly watch: Watch;
  /** Bytes after which the event loop gets a turn. */
  readonly turn: number;
  readonly read: Read;
}

async function scanRange(
  name: string,
  { from, to, base, start, file, utc }: Range,
  { scanner, consume, watch, turn, read }: Reading,
): Promise<string | null> {
  const fd = name === '-' ? 0 : openSync(name, 'r');
  try {
    const { dev, ino } = fstatSync(fd);
    if (dev !== file.dev || ino !== file.ino) return 'was replaced by another file while it was read';
    const first = firstLineStart(fd, start, from, to);
    if (from === start) await read(start - base);
    // A range from the middle needs the column header from the source's beginning.
    const header = from === start ? {} : { header: scanner.headerOf(bytesAt(fd, start, HEADER_SEARCH_BYTES)) };
    const reread = rereader(fd, base);
    scanner.begin({ name, reference: file.modified, offset: first - base, lines: 0, utc, reread, ...header }, consume);
    const ended = await readTurns(readLines(scanner, fd, first, to, turn, watch.turns), watch, read);
    if (ended === STOPPED) return INTERRUPTED;
    // Where no line begins in the range, the file may have ended before it.
    const end = first < to ? ended : fstatSync(fd).size;
    return end === null ? null : (shortening(fd, file, end)?.message ?? null);
  } finally {
    if (fd !== 0) closeSync(fd);
  }
}

async function scanSource(source: OpenSource, reading: Reading, beginning: KeptBeginning): Promise<string | null> {
  const { scanner, consume, watch, turn, read } = reading;
  const { name, start } = source;
  await read(start);
  const again = source.file === null ? {} : { reread: rereader(source.file.fd, source.file.position) };
  scanner.begin({ name, reference: source.modified ?? Date.now(), offset: start, lines: 0, ...again }, consume);
  if (source.file !== null) {
    const { fd, position, size } = source.file;
    const lines = readLines(scanner, fd, position + start, Number.POSITIVE_INFINITY, turn, watch.turns);
    const end = await readTurns(lines, watch, read);
    if (end === STOPPED) return INTERRUPTED;
    return end === null ? null : (shortening(fd, { size, modified: source.modified! }, end)?.message ?? null);
  }
  const close = () => source.close();
  watch.signal.addEventListener('abort', close);
  try {
    await write(reading, source, source.modified === null ? beginning : null);
  } finally {
    // What was read before an error counts, including the unfinished last line.
    if (!watch.stopped()) scanner.end();
    watch.signal.removeEventListener('abort', close);
  }
  return watch.stopped() ? INTERRUPTED : null;
}

/** @param base where the source starts in the file */
function rereader(fd: number, base: number): (offset: number, into: Uint8Array) => number {
  return (offset, into) => readSync(fd, into, 0, into.length, base + offset);
}

/** Bytes of a stream that are scanned between two looks at the clock. */
const SLICE = 64 * 1024;

/** Progress of a fast pipe is reported once a MiB: each report takes the counts out of the kernel, which costs as much as 64 KiB of text. */
const PROGRESS_BYTES = 1 << 20;

async function write(
  { scanner, watch, read, turn }: Reading,
  { pipe, stream }: OpenSource,
  beginning: KeptBeginning | null,
): Promise<void> {
  if (pipe === null) {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      beginning?.add(chunk);
      for (let at = 0; at < chunk.length; at += turn) {
        const part = chunk.subarray(at, at + turn);
        try {
          await feed(scanner, part, watch);
        } finally {
          await read(part.length);
        }
      }
    }
    return;
  }
  let unreported = 0;
  const report = () => {
    const bytes = unreported;
    unreported = 0;
    return read(bytes);
  };
  try {
    await pipe.each((chunk) => {
      beginning?.add(chunk);
      unreported += chunk.length;
      const feeding = feed(scanner, chunk, watch);
      if (feeding !== undefined) return feeding.then(report);
      // A chunk shorter than the pipe: its writer is slow and may pause now, so progress is reported at once.
      if (chunk.length < PIPE_SIZE || unreported >= Math.min(turn, PROGRESS_BYTES)) return report();
    });
  } finally {
    await report();
  }
}

/**
 * Scans a chunk. Where that takes long the event loop gets turns.
 * @throws LogscanError `input` where the scanner wants no more of the source
 */
function feed(scanner: LineReader, chunk: Uint8Array, watch: Watch, begin = 0): void | Promise<void> {
  for (let from = begin; from < chunk.length && !watch.stopped(); ) {
    const to = from + Math.min(SLICE, scanner.room.size);
    scanner.write(chunk.subarray(from, to));
    if (scanner.isOver) throw new LogscanError('input', scanner.fault!);
    if (watch.turns.isDue) return watch.turns.take().then(() => feed(scanner, chunk, watch, to));
    from = to;
  }
}

/** @returns what the lines return */
async function readTurns<T>(lines: Iterator<number, T>, watch: Watch, read: Read): Promise<T | typeof STOPPED> {
  for (;;) {
    const { value, done } = lines.next();
    if (done) return value;
    await read(value);
    if (value < MIN_TURN_BYTES && !watch.turns.isDue) continue;
    await watch.turns.take();
    if (watch.stopped()) return STOPPED;
  }
}

/** Files below 1 MiB give the event loop no turn of their own: a folder may have thousands of them, and each costs time. */
const MIN_TURN_BYTES = 1 << 20;
